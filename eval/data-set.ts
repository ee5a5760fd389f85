import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const documentSchema = z.object({ id: z.string(), title: z.string().default(''), text: z.string() })
const querySchema = z.object({
  id: z.string(),
  text: z.string(),
  answers: z.array(z.string()).default([]),
  answerable: z.boolean().optional(),
  pool: z.array(z.string()).default([]),
})

/** `pdfPath`: the file it is read from, as the app does; its text is empty then. */
export type EvaluationDocument = z.infer<typeof documentSchema> & { pdfPath?: string }
export type EvaluationQuery = z.infer<typeof querySchema>

/** A folder with corpus.jsonl, or a folder `pdfs` in its place, queries.jsonl and, where documents are judged, qrels.tsv. */
export interface DataSet {
  name: string
  documents: EvaluationDocument[]
  queries: EvaluationQuery[]
  /** Query id to document id to grade. Empty without qrels.tsv. */
  relevance: Map<string, Map<string, number>>
}

/** What BEIR's folders name their questions by, beside plain queries.jsonl with qrels.tsv. */
const parts = ['train', 'test']

/**
 * The set, and the same documents with other questions for each of `train_queries.jsonl` and `test_queries.jsonl` (judged in
 * `train_qrels.tsv` and `test_qrels.tsv`) in its folder, named "<name> train" and "<name> test". Empty when the folder is not there.
 */
export async function readDataSets(folder: string, name: string, limit: number | null): Promise<DataSet[]> {
  const set = await readDataSet(folder, name, limit)
  if (set === null) return []
  const others = parts.map(async (part): Promise<DataSet[]> => {
    const queries = await readIfThere(join(folder, `${part}_queries.jsonl`))
    if (queries === null) return []
    const relevance = parseRelevance((await readIfThere(join(folder, `${part}_qrels.tsv`))) ?? '')
    return [{ ...set, name: `${name} ${part}`, queries: parseQueries(queries, limit), relevance }]
  })
  return [set, ...(await Promise.all(others)).flat()]
}

/** Null when the folder is not there. `limit` takes that many queries, spread evenly. */
export async function readDataSet(folder: string, name: string, limit: number | null): Promise<DataSet | null> {
  const corpus = await readIfThere(join(folder, 'corpus.jsonl'))
  const queries = await readIfThere(join(folder, 'queries.jsonl'))
  const documents = corpus === null ? await listPdfs(join(folder, 'pdfs')) : parseLines(corpus).map((line) => documentSchema.parse(line))
  if (documents.length === 0 || queries === null) return null
  const parsed = parseQueries(queries, limit)
  return {
    name,
    documents,
    // Answers to questions about whole papers are told in words of their own, which stand in no passage.
    queries: corpus === null ? parsed.map((query) => ({ ...query, answers: [] })) : parsed,
    relevance: parseRelevance((await readIfThere(join(folder, 'qrels.tsv'))) ?? ''),
  }
}

async function listPdfs(folder: string): Promise<EvaluationDocument[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.pdf')).sort()
  return names.map((id) => ({ id, title: '', text: '', pdfPath: join(folder, id) }))
}

function parseQueries(content: string, limit: number | null): EvaluationQuery[] {
  return spread(
    parseLines(content).map((line) => querySchema.parse(line)),
    limit,
  )
}

function spread<Item>(items: Item[], limit: number | null): Item[] {
  if (limit === null || items.length <= limit) return items
  return items.filter((_, index) => Math.floor((index * limit) / items.length) !== Math.floor(((index - 1) * limit) / items.length))
}

function parseLines(content: string): unknown[] {
  return content
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => JSON.parse(line))
}

function parseRelevance(content: string): DataSet['relevance'] {
  const relevance: DataSet['relevance'] = new Map()
  for (const line of content.split('\n').slice(1)) {
    const [query, document, grade] = line.trim().split('\t')
    if (query === undefined || document === undefined || grade === undefined || Number(grade) <= 0) continue
    const judged = relevance.get(query) ?? new Map<string, number>()
    relevance.set(query, judged.set(document, Number(grade)))
  }
  return relevance
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
