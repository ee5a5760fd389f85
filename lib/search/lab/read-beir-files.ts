import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'

/*
 * Reads a test set in the form of BEIR: queries.jsonl and corpus.jsonl with one object a line, qrels.tsv with a query, a document
 * and a grade a line, with or without a head (and with the four columns that trec_eval knows). Lines are checked one by one; the
 * first that is wrong ends it, since half a set would give scores that mean something else.
 *
 * Errors of all: test_file_damaged, whose message is the place ("qrels.tsv:12") and nothing of the line; too_many_files and
 * payload_too_large past the limits.
 */

export const beirLimits = {
  maxQueries: 200_000,
  maxJudgedQueries: 5_000,
  maxJudgements: 200_000,
  maxCorpusDocuments: 20_000,
  maxQueryCharacters: 4_000,
  maxDocumentCharacters: 1_000_000,
} as const

const id = z.union([z.string(), z.number()]).transform(String).pipe(z.string().trim().min(1).max(200))
const queryLine = z.object({ _id: id, text: z.string().trim().min(1).max(beirLimits.maxQueryCharacters) })
const corpusLine = z.object({ _id: id, title: z.string().default(''), text: z.string().max(beirLimits.maxDocumentCharacters) })
const grade = z
  .string()
  .regex(/^-?\d{1,3}$/)
  .transform(Number)

export interface BeirDocument {
  id: string
  title: string
  text: string
}

/** Text of each query by its id. */
export function readQueries(content: string): Map<string, string> {
  const queries = new Map<string, string>()
  for (const { line, number } of linesOf(content)) {
    const { _id, text } = parseObject(queryLine, line, `queries.jsonl:${number}`)
    queries.set(_id, text)
    if (queries.size > beirLimits.maxQueries) throw new AppError('payload_too_large', `More than ${beirLimits.maxQueries} queries`)
  }
  return queries
}

/** Grade by document id, by query id. Grades of 0 and less say that a document is wrong, and are left out. */
export function readRelevance(content: string, queries: ReadonlyMap<string, string>): Map<string, Map<string, number>> {
  const relevance = new Map<string, Map<string, number>>()
  let count = 0
  for (const { line, number } of linesOf(content)) {
    const columns = line.split('\t').map((column) => column.trim())
    if (number === 1 && isHead(columns)) continue
    const [queryId = '', documentId = '', third] = columns.length === 4 ? [columns[0], columns[2], columns[3]] : columns
    const value = grade.safeParse(third)
    if (!queries.has(queryId) || documentId === '' || documentId.length > 200 || !value.success) throw new AppError('test_file_damaged', `qrels.tsv:${number}`)
    if (value.data <= 0) continue
    const documents = relevance.get(queryId) ?? new Map<string, number>()
    relevance.set(queryId, documents.set(documentId, value.data))
    count += 1
    if (count > beirLimits.maxJudgements || relevance.size > beirLimits.maxJudgedQueries)
      throw new AppError('payload_too_large', 'More judgements than the limit')
  }
  return relevance
}

/** The last of several with one id counts. Documents without text are left out: there is nothing to find. */
export function readCorpus(content: string): BeirDocument[] {
  const documents = new Map<string, BeirDocument>()
  for (const { line, number } of linesOf(content)) {
    const { _id, title, text } = parseObject(corpusLine, line, `corpus.jsonl:${number}`)
    if (title.trim() + text.trim() !== '') documents.set(_id, { id: _id, title: title.trim(), text })
    if (documents.size > beirLimits.maxCorpusDocuments) throw new AppError('payload_too_large', `More than ${beirLimits.maxCorpusDocuments} documents`)
  }
  return [...documents.values()]
}

function parseObject<Schema extends z.ZodType>(schema: Schema, line: string, place: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(line))
  } catch {
    // Without the cause: it may quote the line.
    throw new AppError('test_file_damaged', place)
  }
}

/** Numbered from 1; empty ones left out. */
function* linesOf(content: string): Generator<{ line: string; number: number }> {
  let number = 0
  for (let start = content.startsWith('\ufeff') ? 1 : 0; start < content.length; ) {
    const newline = content.indexOf('\n', start)
    const end = newline === -1 ? content.length : newline
    const line = content.slice(start, end).replace(/\r$/, '')
    number += 1
    start = end + 1
    if (line.trim() !== '') yield { line, number }
  }
}

function isHead(columns: string[]): boolean {
  return columns.includes('query-id') || columns.at(-1) === 'score'
}
