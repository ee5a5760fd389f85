import type { DocumentFormat } from '@/lib/domain/document'
import type { DocumentReader } from './document-reader'
import { readDocx } from './docx-reader'
import { readHtml } from './html-reader'
import { readMarkdown } from './markdown-reader'
import { readPdf } from './pdf-reader'
import { readText } from './text-reader'

/** One reader for each format. A new format: a name in `documentFormats`, a reader here, a line in `detectFormat`. */
export const readers: Record<DocumentFormat, DocumentReader> = {
  pdf: readPdf,
  docx: readDocx,
  markdown: readMarkdown,
  html: readHtml,
  text: readText,
}
