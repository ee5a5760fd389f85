import { answerQuestion } from '@/lib/answer/answer-question'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import { standardSearchSettings } from '@/lib/domain/retrieval/search-settings'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { encodeQueryTerms } from '@/lib/search/encode-lexical'
import { extractTerms } from '@/lib/search/extract-terms'
import { searchPassages } from '@/lib/search/search-passages'
import { SearchService } from '@/lib/services/search/search-service'
import { type Percentiles, percentilesOf } from './percentiles'

/** The stages of a search, in the order of the report. */
export const stages = ['embed', 'terms', 'dense', 'lexical', 'hybrid', 'search', 'korean', 'answer', 'koreanAnswer'] as const
export type Stage = (typeof stages)[number]
export type StageLatencies = Record<Stage, Percentiles>

interface Measured {
  index: VectorIndex
  embedder: Embedder
  scope: WorkspaceScope
  questions: { english: string[]; korean: string[] }
}

const topK = 10
const chatPassages = 8
/** Asked before anything counts: pages come into memory and code is compiled. */
const warmUpQuestions = 20

/** Every question goes once through every stage, one after the other, as one person's questions do. */
export async function measureLatency(measured: Measured): Promise<StageLatencies> {
  const { questions } = measured
  for (const question of questions.english.slice(0, warmUpQuestions)) await measureEnglish(measured, question)
  for (const question of questions.korean.slice(0, warmUpQuestions)) await measureKorean(measured, question)
  const times = Object.fromEntries(stages.map((stage): [Stage, number[]] => [stage, []])) as Record<Stage, number[]>
  for (const question of questions.english) {
    for (const [stage, milliseconds] of Object.entries(await measureEnglish(measured, question))) times[stage as Stage].push(milliseconds)
  }
  for (const question of questions.korean) {
    times.korean.push(await measureKorean(measured, question))
    times.koreanAnswer.push(await measureAnswer(measured, question))
  }
  return Object.fromEntries(stages.map((stage) => [stage, percentilesOf(times[stage])])) as StageLatencies
}

async function measureEnglish(measured: Measured, question: string): Promise<Omit<Record<Stage, number>, 'korean' | 'koreanAnswer'>> {
  const { index, embedder, scope } = measured
  const [dense, embed] = await timed(() => embedder.embedQuery(question))
  const [lexical, terms] = await timed(async () => encodeQueryTerms(question))
  const [, denseTime] = await timed(() => index.search(scope, { dense, lexical: null, limit: topK }))
  const [, lexicalTime] = await timed(() => index.search(scope, { dense: null, lexical, limit: topK }))
  const [, hybrid] = await timed(() => index.search(scope, { dense, lexical, limit: topK }))
  const [, search] = await timed(() => searchPassages({ index, embedder }, scope, { query: question, topK }))
  return { embed, terms, dense: denseTime, lexical: lexicalTime, hybrid, search, answer: await measureAnswer(measured, question) }
}

async function measureKorean({ index, embedder, scope }: Measured, question: string): Promise<number> {
  const [, milliseconds] = await timed(() => searchPassages({ index, embedder }, scope, { query: question, topK }))
  return milliseconds
}

/** From the question to the first text of an answer made of quotes, or to the word that there is none, as the chat gives it. */
async function measureAnswer({ index, embedder, scope }: Measured, question: string): Promise<number> {
  const settings = { read: async () => standardSearchSettings, save: async () => undefined }
  const searching = new SearchService({ index, embedder, reranker: () => null, settings, onError: () => undefined }, scope)
  const started = performance.now()
  const dependencies = { ...(await searching.openAnswerSearch(null, undefined)), generator: null, extractTerms }
  for await (const step of answerQuestion(dependencies, { question, history: [], topK: chatPassages }))
    if (step.type === 'text-delta') return performance.now() - started
  throw new Error('an answer without text')
}

async function timed<Result>(work: () => Promise<Result>): Promise<[Result, number]> {
  const started = performance.now()
  const result = await work()
  return [result, performance.now() - started]
}
