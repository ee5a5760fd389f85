import type { DocumentRecord } from '@/lib/domain/document'
import type { InterfaceLanguage } from '@/lib/domain/error-catalog'
import type { Generator } from '@/lib/domain/ports/generator'
import { buildSummary, type CitedSentence, escapeQuote, exactSentence } from './build-summary'
import { centralSentences } from './central-sentences'
import { checkSentences } from './check-sentences'
import { describeLibrary } from './describe-library'
import type { SummaryDependencies, SummaryStep } from './summary-parts'
import { reduceNotes } from './write-summary'

/*
 * What is in a library: how many documents of which kinds, languages and subjects, and a line for each document, cited. With a
 * language model the lines become a text about the subjects first; each of its sentences leads to documents all the same. A
 * document's line is its most central sentence, looked for at its beginning, so that a library of books costs minutes, not hours.
 */

export interface LibraryContent {
  /** Ready documents, newest first, at most `mostDocuments`. */
  documents: DocumentRecord[]
  /** All that are ready. */
  total: number
  language: InterfaceLanguage
  signal?: AbortSignal
}

/** More lines than this nobody reads; the counts are those of all. */
export const mostDocuments = 60
/** Of each document's beginning. */
const readChunks = 24

export async function* summarizeLibrary(
  dependencies: SummaryDependencies & { generator: Generator | null },
  { documents, total, language, signal }: LibraryContent,
): AsyncGenerator<SummaryStep> {
  const { generator } = dependencies
  const steps = documents.length + (generator === null ? 0 : 1)
  const lines: CitedSentence[] = []
  for (const [index, document] of documents.entries()) {
    yield { type: 'progress', done: index, total: steps }
    lines.push(...(await lineOf(beginningOnly(dependencies), document, language, signal)))
  }
  yield { type: 'progress', done: documents.length, total: steps }
  const subjects = generator === null ? [] : await checkSentences(dependencies, await reduceNotes({ generator, notes: lines, language, signal }), signal)
  const named = lines.map((line, index) => ({ ...line, text: `**${nameOf(documents, line.places[0]?.chunk.documentId, index)}**: ${line.text}` }))
  const answer = buildSummary(generator === null ? 'extractive' : 'generated', [...subjects, ...named], describeLibrary(documents, total, language))
  yield { type: 'end', answer, modelName: generator?.modelName ?? null }
}

function beginningOnly(dependencies: SummaryDependencies): SummaryDependencies {
  const readBeginning: SummaryDependencies['readChunks'] = async (documentId) => {
    const { chunks } = await dependencies.readChunks(documentId, { cursor: 0, limit: readChunks })
    return { chunks, nextCursor: null }
  }
  return { ...dependencies, readChunks: readBeginning }
}

async function lineOf(
  dependencies: SummaryDependencies,
  document: DocumentRecord,
  language: InterfaceLanguage,
  signal?: AbortSignal,
): Promise<CitedSentence[]> {
  const request = { documentId: document.id, chunkCount: document.chunkCount, language, signal }
  const [sentence] = await centralSentences(dependencies, request, { count: 1 })
  if (sentence !== undefined) return [exactSentence(escapeQuote(sentence.text), sentence, sentence.text)]
  const { chunks } = await dependencies.readChunks(document.id, { cursor: 0, limit: 1 })
  const [chunk] = chunks
  // A table or a list of words has no sentence: its beginning stands for it.
  if (chunk === undefined) return []
  const text = chunk.text.slice(0, 120)
  return [exactSentence(escapeQuote(text), { chunk, start: chunk.start, end: chunk.start + text.length, page: chunk.page }, text)]
}

function nameOf(documents: DocumentRecord[], id: string | undefined, index: number): string {
  const document = documents.find((candidate) => candidate.id === id) ?? documents[index]
  return escapeQuote(document?.title ?? document?.source.split('/').at(-1) ?? '')
}
