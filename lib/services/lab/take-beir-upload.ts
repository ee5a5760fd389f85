import { AppError } from '@/lib/domain/app-error'
import type { NewTestQuestion } from '@/lib/domain/ports/stores/test-set-store'
import type { TestJudgement, TestSet } from '@/lib/domain/retrieval/test-set'
import type { UploadedFile } from '@/lib/http/read-upload'
import { tidySourceName } from '@/lib/http/tidy-source-name'
import { type BeirDocument, readCorpus, readQueries, readRelevance } from '@/lib/search/lab/read-beir-files'
import type { LabParts } from './lab-parts'

const megabyte = 1024 * 1024
/** The corpus is held while the other files are checked, so that a damaged set leaves nothing in the library. */
const maxBytes = { queries: 32 * megabyte, qrels: 16 * megabyte, corpus: 48 * megabyte } as const

type FileKind = keyof typeof maxBytes

export interface TakenTestSet {
  /** Questions that have a judgement and are in the set now, and their judgements. */
  questions: number
  judgements: number
  /** Queries of the file that no line of qrels judges; they are left out. */
  unjudged: number
  /** Judgements whose document is not in the library; they count as missed until it is. */
  unmatched: number
  /** Documents that went into the queue. */
  documents: number
}

/** Errors: invalid_request when a file is missing; those of the reader; those of adding documents; database_failed. */
export async function takeBeirUpload(parts: LabParts, set: TestSet, files: AsyncIterable<UploadedFile>): Promise<TakenTestSet> {
  const contents = await readFiles(files)
  if (contents.queries === undefined || contents.qrels === undefined) throw new AppError('invalid_request', 'The files queries and qrels are needed')
  const queries = readQueries(contents.queries)
  const relevance = readRelevance(contents.qrels, queries)
  const corpus = contents.corpus === undefined ? [] : readCorpus(contents.corpus)
  if (relevance.size === 0) throw new AppError('test_file_damaged', 'qrels.tsv')
  const added = await addCorpus(parts, set, corpus)
  const findSource = createSourceFinder(parts, set, added)
  const questions: NewTestQuestion[] = []
  let unmatched = 0
  for (const [queryId, documents] of relevance) {
    const judgements: TestJudgement[] = []
    for (const [documentId, grade] of documents) {
      const place = await findSource(documentId)
      if (place.documentId === null) unmatched += 1
      judgements.push({ ...place, start: null, end: null, text: null, grade })
    }
    questions.push({ externalId: queryId, text: queries.get(queryId) ?? '', origin: 'upload', judgements })
  }
  await parts.testSets.addQuestions(parts.scope, set.id, questions)
  const judgements = questions.reduce((sum, question) => sum + question.judgements.length, 0)
  return { questions: questions.length, judgements, unjudged: queries.size - questions.length, unmatched, documents: added.size }
}

async function readFiles(files: AsyncIterable<UploadedFile>): Promise<Partial<Record<FileKind, string>>> {
  const contents: Partial<Record<FileKind, string>> = {}
  for await (const { field, content } of files) {
    if (field !== 'queries' && field !== 'qrels' && field !== 'corpus') throw new AppError('invalid_request', 'The fields are queries, qrels and corpus')
    contents[field] = await readText(content, field)
  }
  return contents
}

async function readText(content: AsyncIterable<Uint8Array>, kind: FileKind): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  const pieces: string[] = []
  try {
    for await (const bytes of content) {
      size += bytes.byteLength
      if (size > maxBytes[kind]) throw new AppError('payload_too_large', `${kind} is over ${maxBytes[kind]} bytes`)
      pieces.push(decoder.decode(bytes, { stream: true }))
    }
    return pieces.join('') + decoder.decode()
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('undecodable_text', `${kind} is not UTF-8`, { cause })
  }
}

/** The library's ids of the documents by those of the corpus. */
async function addCorpus(parts: LabParts, set: TestSet, corpus: BeirDocument[]): Promise<Map<string, string>> {
  const added = new Map<string, string>()
  for (const { id, title, text } of corpus) {
    const bytes = new TextEncoder().encode(title === '' ? text : `# ${title.replace(/\s+/g, ' ')}\n\n${text}`)
    const content = (async function* () {
      yield bytes
    })()
    const { document } = await parts.addDocument({ source: sourceOf(set, id), origin: 'upload', content, maxBytes: bytes.byteLength })
    added.set(id, document.id)
  }
  return added
}

function createSourceFinder({ scope, documents }: LabParts, set: TestSet, added: ReadonlyMap<string, string>) {
  const known = new Map<string, { documentId: string | null; source: string }>()
  return async (corpusId: string): Promise<{ documentId: string | null; source: string }> => {
    const before = known.get(corpusId)
    if (before !== undefined) return before
    const ownId = added.get(corpusId)
    const found = ownId === undefined ? await findExisting(corpusId) : { documentId: ownId, source: sourceOf(set, corpusId) }
    known.set(corpusId, found)
    return found
  }

  async function findExisting(corpusId: string) {
    const sources = [corpusId, sourceOf(set, corpusId), `${corpusId}.md`, `${corpusId}.txt`]
    for (const source of sources) {
      const document = await documents.findBySource(scope, source)
      if (document) return { documentId: document.id, source }
    }
    return { documentId: null, source: corpusId }
  }
}

function sourceOf(set: TestSet, corpusId: string): string {
  return tidySourceName(`${set.name}/${corpusId.replace(/[\\/]/g, '_')}.md`)
}
