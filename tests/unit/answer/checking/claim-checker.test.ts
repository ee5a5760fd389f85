import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CheckingParts, ClaimChecker } from '@/lib/answer/checking/claim-checker'
import { ClaimTracker } from '@/lib/answer/checking/claim-tracker'
import type { SentenceCheck } from '@/lib/domain/answer'
import type { Passage } from '@/lib/domain/passage'
import { defaultModelId, findModel } from '@/lib/models/model-manifest'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { embedWithClaim } from '@/lib/search/embed-with-claim'
import { extractTerms } from '@/lib/search/extract-terms'
import { embedWorkerPath, modelsDirectory } from '../../../fixtures/embedder-paths'
import { passageOf } from '../passages'

const first = 'The harbour opens at dawn. '
const passages = [
  passageOf(`${first}The mooring fee of the old harbour is 48 guilders per night.`, {
    source: 'harbour.pdf',
    start: 500,
    page: 3,
    pageBreaks: [{ page: 4, start: 500 + first.length }],
  }),
  passageOf('The lighthouse was built in 1871 by Adam Kessler. It does not need a keeper any more.', { documentId: 'light', source: 'light.md' }),
  passageOf('정박료는 하룻밤에 4만 8천 원입니다. 항구는 새벽에 문을 엽니다.', { documentId: 'ko', source: 'port-ko.md' }),
  passageOf('The lighthouse stands 48 miles away.', { documentId: 'far', source: 'far.md' }),
]

async function check(text: string, parts: Partial<CheckingParts> = {}, among: Passage[] = passages): Promise<SentenceCheck[]> {
  const checker = new ClaimChecker({ extractTerms, ...parts }, among)
  const tracker = new ClaimTracker({ findSource: () => null, isOwnLine: () => false })
  const claims = [...tracker.push(text).claims, ...tracker.finish().claims]
  const checks = []
  for (const claim of claims) checks.push(await checker.check(text, claim))
  return checks
}

describe('ClaimChecker by words alone', () => {
  it('finds a sentence supported and shows the exact place and page of the best one', async () => {
    const [found] = await check('The mooring fee of the harbour is 48 guilders per night [1].')
    expect(found).toMatchObject({ verdict: 'supported', problems: [], evidence: { sourceNumber: 1, page: 4 } })
    const [passage] = passages
    const { start = 0, end = 0, text } = found?.evidence ?? {}
    expect(passage?.text.slice(start - 500, end - 500)).toBe(text)
    expect(text).toBe('The mooring fee of the old harbour is 48 guilders per night.')
  })

  it.each([
    ['The mooring fee of the harbour is 84 guilders per night [1].', 'number'],
    ['The lighthouse was built in 1871 by Adam Kowalski [2].', 'name'],
    ['The lighthouse stands 48 km away [4].', 'unit'],
    ['정박료는 하룻밤에 5만 원입니다 [3].', 'number'],
  ])('does not: %s', async (sentence, problem) => {
    const [found] = await check(sentence)
    expect(found?.verdict).toBe('unsupported')
    expect(found?.problems).toContain(problem)
  })

  it('does not when the sentence stands in another source than the one it cites', async () => {
    expect(await check('The lighthouse was built in 1871 by Adam Kessler [1].')).toMatchObject([{ verdict: 'unsupported' }])
  })

  it('reads Korean, with its particles and numbers', async () => {
    expect(await check('하룻밤 정박료는 48,000원이에요 [3]. 항구는 새벽에 문을 엽니다 [3].')).toMatchObject([
      { verdict: 'supported', evidence: { sourceNumber: 3 } },
      { verdict: 'supported', evidence: { text: '항구는 새벽에 문을 엽니다.' } },
    ])
  })

  it('rests a sentence on what is near it in a long text, not on words and numbers from all over it', async () => {
    const filler = Array.from({ length: 30 }, (_, index) => `Chapter ${index + 40} tells of boats, sails, ropes and a gale in the year ${1900 + index}.`)
    const long = passageOf(['The lighthouse was built by Adam Kessler in 1871.', ...filler].join(' '), { source: 'book.pdf' })
    const said = ['The lighthouse was built by Adam Kessler in 1871 [1].', 'The lighthouse was built by Adam Kessler in 1926 [1].']
    const [right, wrong] = [await check(said[0] ?? '', {}, [long]), await check(said[1] ?? '', {}, [long])]
    expect(right).toMatchObject([{ verdict: 'supported' }])
    expect(wrong).toMatchObject([{ verdict: 'unsupported', problems: expect.arrayContaining(['number']) }])
  })

  it('says of a sentence without a source that it has none, and shows what comes nearest', async () => {
    expect(await check('The lighthouse was built in 1871.')).toMatchObject([{ problems: ['citation'], evidence: { sourceNumber: 2 } }])
    const [nothing] = await check('Penguins juggle marmalade.')
    expect(nothing).toMatchObject({ verdict: 'unsupported', evidence: null })
    expect(nothing?.problems).toContain('citation')
  })

  it('is not sure of a sentence in another language than its source, and still compares its numbers', async () => {
    const [same, wrong] = await check('The mooring fee is 48,000 won [3]. The mooring fee is 52,000 won [3].')
    expect(same?.verdict).toBe('weak')
    expect(wrong).toMatchObject({ verdict: 'unsupported', problems: ['number', 'meaning'] })
  })

  it('checks by words when the embedder fails', async () => {
    const meaning = { modelId: defaultModelId, embed: () => Promise.reject(new Error('down')) }
    expect(await check('The mooring fee of the harbour is 48 guilders per night [1].', { meaning })).toMatchObject([{ verdict: 'supported' }])
  })

  describe('with an NLI model', () => {
    const judging = (entailment: number, contradiction: number, read: string[] = []) => ({
      judge: async (_statement: string, texts: string[]) => {
        read.push(...texts)
        return texts.map(() => ({ entailment, contradiction, neutral: 1 - entailment - contradiction }))
      },
    })
    const other = 'The harbour starts its day early, at dawn already [1].'

    it('joins what it says to words and meaning, either way', async () => {
      const [alone] = await check(other)
      const [agreed] = await check(other, { entailment: judging(0.95, 0.01) })
      const [denied] = await check(other, { entailment: judging(0.01, 0.95) })
      expect(agreed?.score).toBeGreaterThan(alone?.score ?? 1)
      expect(denied?.score).toBeLessThan(alone?.score ?? 0)
      expect(agreed?.verdict).toBe('supported')
      expect(denied).toMatchObject({ verdict: 'unsupported', problems: ['contradiction'] })
    })

    it('reads the nearest sentence, what stands around it and the two nearest together', async () => {
      const read: string[] = []
      await check('The lighthouse was built in 1871 by Adam Kessler [2].', { entailment: judging(0.9, 0, read) })
      const [both, second] = ['The lighthouse was built in 1871 by Adam Kessler.', 'It does not need a keeper any more.']
      expect(read).toEqual([both, `${both} ${second}`])
    })

    it('does not make right what is not there to the letter', async () => {
      const [found] = await check('The mooring fee of the harbour is 84 guilders per night [1].', { entailment: judging(0.99, 0) })
      expect(found).toMatchObject({ verdict: 'unsupported', problems: ['number'] })
    })

    it('judges a sentence in another language than its source, where it is sure', async () => {
      const fee = 'The mooring fee is 48,000 won [3].'
      expect(await check(fee, { entailment: judging(0.95, 0.01) })).toMatchObject([{ verdict: 'supported' }])
      expect(await check(fee, { entailment: judging(0.6, 0.1) })).toMatchObject([{ verdict: 'weak' }])
    })

    it('changes nothing when it fails or has no time', async () => {
      const plain = await check(other)
      expect(await check(other, { entailment: { judge: () => Promise.reject(new Error('down')) } })).toEqual(plain)
      expect(await check(other, { entailment: { judge: async (_, texts) => texts.map(() => null) } })).toEqual(plain)
    })
  })

  it('puts behind a sentence without a mark the passage that shares its words', () => {
    const checker = new ClaimChecker({ extractTerms }, passages)
    expect(checker.findSource('The lighthouse was built by Adam Kessler.')).toBe(2)
    expect(checker.findSource('정박료는 4만 8천 원입니다.')).toBe(3)
    expect(checker.findSource('Penguins juggle marmalade.')).toBeNull()
  })
})

describe('ClaimChecker with the real embedding model', () => {
  let embedder: TransformersEmbedder

  beforeAll(() => {
    embedder = new TransformersEmbedder({ model: findModel(defaultModelId), modelsDirectory, workerPath: join(embedWorkerPath), workerCount: 1 })
  })
  afterAll(() => embedder.close())

  it('finds what is said in other words, and embeds the sentences of a source once', async () => {
    const asked: string[][] = []
    const meaning = {
      modelId: embedder.model.id,
      embed: (claim: string, texts: string[]) => {
        asked.push(texts)
        return embedWithClaim(embedder, { claim, texts })
      },
    }
    const [same, other] = await check('At daybreak the port starts its work [1]. At midday the school starts its lessons [1].', { meaning })
    expect(same?.score).toBeGreaterThan(other?.score ?? 1)
    expect(same?.evidence?.text).toBe('The harbour opens at dawn.')
    expect(asked[0]).toHaveLength(2)
    expect(asked[1]).toEqual([])
  })

  it('leaves Korean to the words, which this model does not serve', async () => {
    expect(await embedWithClaim(embedder, { claim: '항구는 새벽에 엽니다.', texts: ['x'] })).toBeNull()
  })
})
