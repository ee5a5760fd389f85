import { describe, expect, it } from 'vitest'
import { bestPositions, compareResults, countChanges, sortChanges } from '@/components/lab/results/compare-results'
import type { TestQuestion, TestResult, TestScores } from '@/lib/domain/retrieval/test-set'

function question(id: string): TestQuestion {
  return { id, externalId: null, text: id, origin: 'hand', judgements: [], createdAt: '' }
}

function result(questionId: string, ndcg: number): TestResult {
  return { configuration: 0, questionId, ndcg, recall: 0, reciprocalRank: 0, milliseconds: 1, hits: [] }
}

const questions = ['a', 'b', 'c', 'd', 'new'].map(question)
const before = [result('a', 1), result('b', 0.5), result('c', 0.2), result('d', 0.3), result('gone', 1)]
const after = [result('a', 0.2), result('b', 0.5), result('c', 0.7), result('d', 0.4), result('new', 1)]
const changes = compareResults(questions, before, after)
const idsOf = (sorted: typeof changes) => sorted.map((change) => change.question.id)

describe('compareResults', () => {
  it('sets side by side what both measured', () => {
    expect(idsOf(changes)).toEqual(['a', 'b', 'c', 'd'])
    expect(changes[0]?.change).toBeCloseTo(-0.8)
  })

  it('sorts by the change, unchanged ones last', () => {
    expect(idsOf(sortChanges(changes, 'worse'))).toEqual(['a', 'd', 'c', 'b'])
    expect(idsOf(sortChanges(changes, 'better'))).toEqual(['c', 'd', 'a', 'b'])
    expect(idsOf(sortChanges(changes, 'largest'))).toEqual(['a', 'c', 'd', 'b'])
  })

  it('counts what got better and worse', () => {
    expect(countChanges(changes)).toEqual({ better: 2, worse: 1, same: 1 })
    expect(countChanges([])).toEqual({ better: 0, worse: 0, same: 0 })
  })
})

describe('bestPositions', () => {
  const scores = (ndcg: number, p50: number): TestScores => ({ ndcg, recall: 1, reciprocalRank: 0.5, p50, p95: 9 })

  it('takes the highest score and the shortest time', () => {
    const all = [scores(0.7, 5), scores(0.72, 8), scores(0.71, 3)]
    expect([...bestPositions(all, 'ndcg')]).toEqual([1])
    expect([...bestPositions(all, 'p50')]).toEqual([2])
  })

  it('names every one that looks equal to the best, and none where all do', () => {
    expect([...bestPositions([scores(0.7201, 1), scores(0.7204, 1), scores(0.6, 1)], 'ndcg')]).toEqual([0, 1])
    expect([...bestPositions([scores(0.7, 5), scores(0.8, 4)], 'recall')]).toEqual([])
    expect([...bestPositions([scores(0.7, 5)], 'ndcg')]).toEqual([])
  })
})
