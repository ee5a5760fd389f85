import { readFile } from 'node:fs/promises'
import { AppError } from '@/lib/domain/app-error'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import type { ParsedDocument, ParseRequest } from '@/lib/domain/ports/document-parser'
import type { TokenCounter } from '@/lib/domain/ports/token-counter'
import { chunkDocument } from './chunk-document'
import { readers } from './formats/readers'

/**
 * One file's way from bytes to chunks: read, normalize, cut. Runs inside the parser process, which bounds its time and memory, so
 * it may hold the whole file. Errors: those of `DocumentParser`, apart from the ones that process limits cause.
 */
export async function parseDocument(
  request: ParseRequest,
  context: { loadTokenCounter: (tokenizerPath: string) => Promise<TokenCounter>; onStage: (stage: 'reading' | 'chunking') => void },
): Promise<ParsedDocument> {
  context.onStage('reading')
  const document = await readDocument(request)
  context.onStage('chunking')
  const tokens = await context.loadTokenCounter(request.chunking.tokenizerPath)
  const { chunks, language } = chunkDocument({ document, source: request.source, settings: request.chunking, tokens })
  return { document, chunks, language }
}

async function readDocument(request: ParseRequest): Promise<NormalizedDocument> {
  const bytes = await readOriginal(request.path)
  const document = await normalize(request, bytes)
  if (!/[\p{L}\p{N}]/u.test(document.text)) throw new AppError('empty_document', 'The file holds no text')
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
async function normalize(request: ParseRequest, bytes: Uint8Array): Promise<NormalizedDocument> {
  try {
    return await readers[request.format](bytes)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('damaged_file', `The ${request.format} reader could not read the file`, { cause: error })
  }
}
