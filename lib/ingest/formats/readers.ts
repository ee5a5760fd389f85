import type { DocumentFormat } from '@/lib/domain/document'
import { recogniserOfProcess } from '../recognition/recogniser-of-process'
import { readCsv } from './data/csv-reader'
import { readJson } from './data/json-reader'
import type { DocumentReader, ReadingContext } from './document-reader'
import { readDocx } from './docx-reader'
import { readEmail } from './email/email-reader'
import { readEpub } from './epub/epub-reader'
import { readHangul } from './hangul/hangul-reader'
import { readHtml } from './html-reader'
import { readImage } from './image/image-reader'
import { readMarkdown } from './markdown-reader'
import { readOdp } from './opendocument/odp-reader'
import { readOds } from './opendocument/ods-reader'
import { readOdt } from './opendocument/odt-reader'
import { createPageRecogniser } from './pdf/recognise-page'
import { readPdf } from './pdf-reader'
import { readRtf } from './rtf/rtf-reader'
import { readPptx } from './slides/pptx-reader'
import { readCode } from './source-code/code-reader'
import { readSpreadsheet } from './spreadsheet/spreadsheet-reader'
import { readText } from './text-reader'

/**
 * One reader for each format. A new format: a name in `documentFormats`, a reader here, a line in `detectFormat`.
 * The large libraries (pdf-parse, sharp, mammoth, SheetJS) are loaded with the first file that needs them: they take .4 of the 1.5 s
 * of processor time in which a parser process starts, and most libraries of documents hold none of some of these kinds.
 */
export const readers: Record<DocumentFormat, DocumentReader> = {
  pdf: readPdfOrScan,
  docx: readDocx,
  markdown: readMarkdown,
  html: readHtml,
  text: readText,
  pptx: readPptx,
  xlsx: readSpreadsheet,
  odt: readOdt,
  ods: readOds,
  odp: readOdp,
  rtf: readRtf,
  epub: readEpub,
  eml: readEmail,
  csv: readCsv,
  json: readJson,
  code: readCode,
  hwp: readHangul,
  hwpx: readHangul,
  image: readImage,
}

function readPdfOrScan(bytes: Uint8Array, { recognitionPath, onPages }: ReadingContext) {
  return readPdf(bytes, { onPages, recognisePage: recognitionPath === undefined ? undefined : createPageRecogniser(recogniserOfProcess(recognitionPath)) })
}
