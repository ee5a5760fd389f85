import { readFile } from 'node:fs/promises'
import { AppError } from '@/lib/domain/app-error'
import type { DocumentFormat } from '@/lib/domain/document'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import type { OnParseStage, ParsedDocument, ParseRequest } from '@/lib/domain/ports/document-parser'
import type { TokenCounter } from '@/lib/domain/ports/token-counter'
import { chunkDocument } from './chunk-document'
import type { ReadingContext } from './formats/document-reader'
import { readers } from './formats/readers'
import { expectWithinOutputLimits } from './process/output-limits'

/** A scan or a picture without legible text is a document all the same: there is nothing in it to find, and nothing wrong with it. */
const mayBeEmpty = new Set<DocumentFormat>(['pdf', 'image'])

/**
 * One file's way from bytes to chunks: read, normalize, cut. Runs inside the parser process, which bounds its time and memory, so
 * it may hold the whole file. Errors: those of `DocumentParser`, apart from the ones that process limits cause.
 */
export async function parseDocument(
  request: ParseRequest,
  context: { loadTokenCounter: (tokenizerPath: string) => Promise<TokenCounter>; onStage: OnParseStage },
): Promise<ParsedDocument> {
  context.onStage('reading')
  const reading = { recognitionPath: request.recognitionPath, onPages: (pages: { done: number; total: number }) => context.onStage('reading', pages) }
  const document = await readDocument(request, reading)
  expectWithinOutputLimits({ characters: document.text.length, blocks: document.blocks.length })
  context.onStage('chunking')
  const tokens = await context.loadTokenCounter(request.chunking.tokenizerPath)
  const { chunks, language } = chunkDocument({ document, source: request.source, settings: request.chunking, tokens })
  expectWithinOutputLimits({ chunks: chunks.length })
  return { document, chunks, language }
}

async function readDocument(request: ParseRequest, reading: ReadingContext): Promise<NormalizedDocument> {
  const bytes = await readOriginal(request.path)
  const document = await normalize(request, bytes, reading)
  if (!mayBeEmpty.has(request.format) && !/[\p{L}\p{N}]/u.test(document.text)) throw new AppError('empty_document', 'The file holds no text')
  return document
}

async function readOriginal(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    throw new AppError('original_missing', 'The original could not be read', { cause: error })
  }
}

/** Whatever a reader's library throws on a file is the file's fault: `damaged_file`. */
async function normalize(request: ParseRequest, bytes: Uint8Array, reading: ReadingContext): Promise<NormalizedDocument> {
  try {
    return await readers[request.format](bytes, reading)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('damaged_file', `The ${request.format} reader could not read the file`, { cause: error })
  }
}
