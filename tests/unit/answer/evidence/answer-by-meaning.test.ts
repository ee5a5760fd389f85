import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnswerDependencies, answerQuestion } from '@/lib/answer/answer-question'
import type { Answer } from '@/lib/domain/answer'
import { defaultModelId, findModel } from '@/lib/models/model-manifest'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { compareWithQuery } from '@/lib/search/compare-with-query'
import { extractTerms } from '@/lib/search/extract-terms'
import { embedWorkerPath, modelsDirectory } from '../../../fixtures/embedder-paths'
import { passageOf } from '../passages'

/** All on the lighthouse of Brenmouth. */
const passages = [
  'The Brenmouth lighthouse was built in 1862 by the engineer Alice Corran. It stands on the northern rocks of the bay.',
  'The lamp of the Brenmouth lighthouse burned whale oil at first. Electric light came to the tower in 1931.',
  'Visitors climb 211 steps to the gallery of the lighthouse. The gallery is closed when the wind is strong.',
].map((text, index) => passageOf(text, { source: 'brenmouth.md', documentId: `d${index}`, headingPath: ['Brenmouth lighthouse'] }))

let embedder: TransformersEmbedder
beforeAll(async () => {
  embedder = new TransformersEmbedder({ model: findModel(defaultModelId), modelsDirectory, workerPath: embedWorkerPath, workerCount: 1 })
  await embedder.ready()
})
afterAll(() => embedder.close())

async function ask(question: string, others: Partial<AnswerDependencies> = {}, found = passages): Promise<Answer> {
  const meaning = { modelId: embedder.model.id, compare: (query: string, texts: string[]) => compareWithQuery(embedder, { query, texts }) }
  const nearest = await meaning.compare(
    question,
    found.map(({ text }) => text),
  )
  const similarity = nearest === null ? null : Math.max(...nearest.cosines)
  const dependencies = { search: async () => found, generator: null, extractTerms, measureSimilarity: async () => similarity, meaning, ...others }
  for await (const step of answerQuestion(dependencies, { question, history: [], topK: 8 })) if (step.type === 'end') return step.answer
  throw new Error('no end')
}

describe('quotes judged by meaning', () => {
  it.each([
    ['Who built the Brenmouth lighthouse?', 'Alice Corran'],
    ['When did electric light come to the Brenmouth lighthouse?', '1931'],
    ['How many steps do visitors climb in the lighthouse?', '211'],
  ])('answer %s', async (question, gold) => {
    expect(await ask(question)).toMatchObject({ kind: 'extractive', text: expect.stringContaining(gold) })
  })

  it.each([
    'What is the salary of the Brenmouth lighthouse keeper?',
    'Which rock band recorded a song about Brenmouth?',
    'Who won the chess championship in 1998?',
  ])('refuse %s, and show what is nearest', async (question) => {
    const { kind, sources } = await ask(question)
    expect(kind).toBe('not-found')
    expect(sources).toHaveLength(passages.length)
  })

  it('answer from the only page there is', async () => {
    expect(await ask('Who built the Brenmouth lighthouse?', {}, passages.slice(0, 1))).toMatchObject({ kind: 'extractive' })
    expect(await ask('Who won the chess championship in 1998?', {}, passages.slice(0, 1))).toMatchObject({ kind: 'not-found' })
  })

  it('leave it to the words where the model was not measured', async () => {
    const compare = async () => {
      throw new Error('must not be asked')
    }
    const byWords = { meaning: { modelId: 'another/model', compare } }
    expect((await ask('Who built the Brenmouth lighthouse?', byWords)).kind).toBe('extractive')
  })

  it('leave it to the words in a language that the model does not serve', async () => {
    expect((await ask('화성의 대기압은 몇 파스칼인가요?')).kind).toBe('not-found')
  })
})
