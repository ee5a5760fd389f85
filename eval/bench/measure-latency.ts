import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { encodeQueryTerms } from '@/lib/search/encode-lexical'
import { searchPassages } from '@/lib/search/search-passages'
import type { QuestionEmbedder } from './bench-rig'
import { type Percentiles, percentilesOf } from './percentiles'

/** The stages of a search, in the order of the report. */
export const stages = ['embed', 'terms', 'dense', 'lexical', 'hybrid', 'search', 'korean'] as const
export type Stage = (typeof stages)[number]
export type StageLatencies = Record<Stage, Percentiles>

interface Measured {
  index: Pick<VectorIndex, 'search'>
  embedder: QuestionEmbedder
  scope: WorkspaceScope
  questions: { english: string[]; korean: string[] }
}

const topK = 10
/** Asked before anything counts: pages come into memory and code is compiled. */
const warmUpQuestions = 20

/** Every question goes once through every stage, one after the other, as one person's questions do. */
export async function measureLatency(measured: Measured): Promise<StageLatencies> {
  const { questions } = measured
  for (const question of questions.english.slice(0, warmUpQuestions)) await measureEnglish(measured, question)
  for (const question of questions.korean.slice(0, warmUpQuestions)) await measureKorean(measured, question)
  const times: Record<Stage, number[]> = { embed: [], terms: [], dense: [], lexical: [], hybrid: [], search: [], korean: [] }
  for (const question of questions.english) {
    for (const [stage, milliseconds] of Object.entries(await measureEnglish(measured, question))) times[stage as Stage].push(milliseconds)
  }
  for (const question of questions.korean) times.korean.push(await measureKorean(measured, question))
  return Object.fromEntries(stages.map((stage) => [stage, percentilesOf(times[stage])])) as StageLatencies
}

async function measureEnglish({ index, embedder, scope }: Measured, question: string): Promise<Omit<Record<Stage, number>, 'korean'>> {
  const [dense, embed] = await timed(() => embedder.embedQuery(question))
  const [lexical, terms] = await timed(async () => encodeQueryTerms(question))
  const [, denseTime] = await timed(() => index.search(scope, { dense, lexical: null, limit: topK }))
  const [, lexicalTime] = await timed(() => index.search(scope, { dense: null, lexical, limit: topK }))
  const [, hybrid] = await timed(() => index.search(scope, { dense, lexical, limit: topK }))
  const [, search] = await timed(() => searchPassages({ index, embedder }, scope, { query: question, topK }))
  return { embed, terms, dense: denseTime, lexical: lexicalTime, hybrid, search }
}

async function measureKorean({ index, embedder, scope }: Measured, question: string): Promise<number> {
  const [, milliseconds] = await timed(() => searchPassages({ index, embedder }, scope, { query: question, topK }))
  return milliseconds
}

async function timed<Result>(work: () => Promise<Result>): Promise<[Result, number]> {
  const started = performance.now()
  const result = await work()
  return [result, performance.now() - started]
}
