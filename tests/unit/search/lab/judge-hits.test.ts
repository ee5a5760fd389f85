import { describe, expect, it } from 'vitest'
import { judgeHits } from '@/lib/search/lab/judge-hits'
import { findPlace, locateJudgements } from '@/lib/search/lab/locate-judgements'
import { percentile, scoreRanking } from '@/lib/search/lab/ranking-metrics'

const hit = (documentId: string, start = 0, end = start + 100) => ({ documentId, start, end })
const range = (documentId: string | null, start: number, end: number, grade = 1) => ({ documentId, start, end, grade })
const whole = (documentId: string, grade = 1) => ({ documentId, start: null, end: null, grade })

function scoresOf(hits: Parameters<typeof judgeHits>[0], judgements: Parameters<typeof judgeHits>[1]) {
  const { judgement, grades } = judgeHits(hits, judgements)
  return { ...scoreRanking(judgement), grades }
}

describe('judging hits', () => {
  it('counts a passage that overlaps a judged range, not one that only touches it', () => {
    expect(scoresOf([hit('a', 0), hit('a', 100), hit('b', 150)], [range('a', 199, 260)])).toMatchObject({ reciprocalRank: 0.5, recall: 1, grades: [0, 1, 0] })
    expect(scoresOf([hit('a', 100)], [range('a', 200, 260)])).toMatchObject({ recall: 0, ndcg: 0 })
  })

  it('counts a range once, however many of its chunks are found', () => {
    const judgements = [range('a', 50, 150), range('b', 0, 10)]
    const both = scoresOf([hit('a', 0), hit('a', 100), hit('b')], judgements)
    expect(both).toMatchObject({ recall: 1, ndcg: 1, grades: [1, 1, 1] })
    expect(scoresOf([hit('a', 0), hit('a', 100)], judgements).recall).toBe(0.5)
  })

  it('gives 1 to a list that meets everything, also when one passage meets several ranges', () => {
    expect(scoresOf([hit('a', 0)], [range('a', 0, 10), range('a', 50, 60, 3)])).toMatchObject({ ndcg: 1, recall: 1, reciprocalRank: 1 })
  })

  it('ranks whole documents by their best chunk', () => {
    const hits = [hit('x', 0), hit('x', 100), hit('x', 200), hit('a', 0), hit('a', 100)]
    expect(scoresOf(hits, [whole('a')])).toMatchObject({ reciprocalRank: 0.5, recall: 1, ndcg: 1 / Math.log2(3) })
  })

  it('misses what could not be found, and merges two judgements of one place', () => {
    expect(scoresOf([hit('a')], [whole('a'), whole('a', 2), range(null, 0, 10)])).toMatchObject({ recall: 0.5, grades: [2] })
  })

  it('takes percentiles that are measured values', () => {
    expect(percentile([5, 1, 3, 2, 4], 0.5)).toBe(3)
    expect(percentile([5, 1, 3, 2, 4], 0.95)).toBe(5)
    expect(percentile([], 0.5)).toBe(0)
  })
})

describe('locating judgements', () => {
  const texts: Record<string, string> = { a: 'Intro.\nThe answer is 42 (exactly).\nThe answer is 42 (exactly).', gone: '' }
  const reader = {
    findDocument: async ({ documentId, source }: { documentId: string | null; source: string }) =>
      documentId !== null && documentId in texts ? { id: documentId } : source === 'a.md' ? { id: 'a' } : null,
    readText: async (id: string) => texts[id] ?? null,
  }
  const text = 'The answer is 42 (exactly).'
  const judgement = { documentId: 'old', source: 'a.md', start: 7, end: 34, text, grade: 1 }

  it('finds the document by its source when its id is gone, and the range where it was', async () => {
    expect(await locateJudgements(reader, [judgement])).toEqual([{ documentId: 'a', start: 7, end: 34, grade: 1 }])
    expect(await locateJudgements(reader, [{ ...judgement, start: null, end: null, text: null }])).toEqual([
      { documentId: 'a', start: null, end: null, grade: 1 },
    ])
  })

  it('finds a range that moved at the nearest place, whatever the spaces', () => {
    const moved = 'A new first line.\nThe  answer\nis 42 (exactly). More. The answer is 42 (exactly).'
    expect(findPlace(moved, text, 10)).toEqual({ start: 18, end: 46 })
    expect(findPlace(moved, text, 60)).toEqual({ start: 53, end: 80 })
    expect(findPlace(moved, 'is not there', 0)).toBeNull()
    expect(findPlace(moved, ' ', 0)).toBeNull()
  })

  it('leaves what is nowhere without a document', async () => {
    const lost = await locateJudgements(reader, [
      { ...judgement, text: 'changed' },
      { ...judgement, source: 'unknown.md' },
    ])
    expect(lost.map(({ documentId }) => documentId)).toEqual([null, null])
  })
})
