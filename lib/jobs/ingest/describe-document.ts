import type { DocumentNotice } from '@/lib/domain/document'
import type { ChunkingSettings, ParsedDocument } from '@/lib/domain/ports/document-parser'
import type { ReadyDocument } from '@/lib/domain/ports/document-store'

const maxHeadings = 12

export interface IngestOutcome {
  parsed: ParsedDocument
  chunking: ChunkingSettings
  /** The most the embedding model reads. */
  modelMaxTokens: number
  embeddedCount: number
  hasTwin: boolean
}

/** What the library keeps of a document that is done. */
export function describeDocument(outcome: IngestOutcome): ReadyDocument {
  const { document, chunks, language } = outcome.parsed
  const { strategy = 'topics', maxTokens } = outcome.chunking
  const headings = document.blocks.filter((block) => block.kind === 'heading').map((block) => document.text.slice(block.start, block.end).trim())
  return {
    title: document.title,
    ...document.metadata,
    notices: noticesOf(outcome),
    language,
    headings: [...new Set(headings)].slice(0, maxHeadings),
    pageCount: document.layout.length || document.pages.length || null,
    characterCount: document.text.length,
    chunkCount: chunks.length,
    embeddedCount: outcome.embeddedCount,
    chunkStrategy: strategy,
    chunkMaxTokens: maxTokens === outcome.modelMaxTokens ? null : maxTokens,
  }
}

function noticesOf({ parsed: { document, chunks }, hasTwin }: IngestOutcome): DocumentNotice[] {
  const notices: DocumentNotice[] = []
  const { recognisedPages, unreadablePages, hiddenCharacters } = document
  if (recognisedPages.length > 0) notices.push({ code: 'pages_recognised', count: recognisedPages.length })
  if (unreadablePages.length > 0) notices.push({ code: 'pages_unreadable', count: unreadablePages.length })
  if (hiddenCharacters > 0) notices.push({ code: 'hidden_text', count: hiddenCharacters })
  if (chunks.length === 0) notices.push({ code: 'no_text', count: 0 })
  if (hasTwin) notices.push({ code: 'same_content', count: 0 })
  return notices
}
