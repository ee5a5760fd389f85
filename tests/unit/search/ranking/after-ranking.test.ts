import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import type { Reranker } from '@/lib/domain/ports/reranker'
import { collapseNearDuplicates } from '@/lib/search/ranking/collapse-near-duplicates'
import { rerankPassages } from '@/lib/search/ranking/rerank-passages'
import { spreadOverDocuments } from '@/lib/search/ranking/spread-over-documents'
import { passageOf } from '../../answer/passages'

const paragraph =
  'The reading room opens at nine in the morning and closes at six in the evening. Visitors leave their coats and bags in the lockers by the entrance. ' +
  'Drinks are welcome in bottles that close, food is not. Groups of more than ten people write to the desk a week before they come.'

describe('collapseNearDuplicates', () => {
  const collapse = (texts: string[], question = 'reading room') =>
    collapseNearDuplicates(
      texts.map((text, at) => passageOf(text, { documentId: `document ${at}` })),
      question,
      10,
    ).map(({ text }) => text)

  it('leaves out copies and drafts that differ in a few words, in either language', () => {
    const draft = paragraph.replace('welcome', 'allowed').replace('entrance', 'door')
    expect(collapse([paragraph, draft, paragraph])).toEqual([paragraph])
    const korean =
      '열람실은 아침 아홉 시에 열고 저녁 여섯 시에 닫습니다. 외투와 가방은 입구 옆 사물함에 두어 주세요. 음료는 뚜껑이 있는 병만 가지고 들어갈 수 있습니다.'
    expect(collapse([korean, korean.replace('외투와', '겉옷과')])).toEqual([korean])
  })

  it('keeps what has another number, what says more, and what holds more of the question', () => {
    const later = paragraph.replace('ten people', '12 people')
    expect(collapse([paragraph, later])).toHaveLength(2)
    const longer = `${paragraph} ${paragraph.split(' ').reverse().join(' ')}`
    expect(collapse([paragraph, longer])).toHaveLength(2)
    expect(collapse([paragraph, paragraph.replace('the desk', 'Hanna')])).toHaveLength(2)
    const drunk = paragraph.replace('Drinks', 'Juices')
    expect(collapse([paragraph, drunk])).toHaveLength(1)
    expect(collapse([paragraph, drunk], 'Are juices allowed?')).toHaveLength(2)
  })

  it('keeps the items of a list in one document, which are alike and about different things', () => {
    const items = ['ferry', 'train', 'tram'].map((kind) => passageOf(paragraph.replace('reading', kind), { documentId: 'list' }))
    expect(collapseNearDuplicates(items, 'opening hours', 10)).toHaveLength(3)
  })
})

describe('spreadOverDocuments', () => {
  const from = (documentId: string, rank: number) => passageOf(`${documentId} ${rank}`, { documentId, score: 1 / rank })

  it('lets others in before one document takes more than its places, and keeps the order', () => {
    const ranking = [from('a', 1), from('a', 2), from('a', 3), from('a', 4), from('b', 5), from('c', 6)]
    expect(spreadOverDocuments(ranking, 4, 2).map(({ text }) => text)).toEqual(['a 1', 'a 2', 'b 5', 'c 6'])
  })

  it('fills what others leave empty', () => {
    const ranking = [from('a', 1), from('a', 2), from('a', 3), from('b', 4)]
    expect(spreadOverDocuments(ranking, 4, 1).map(({ text }) => text)).toEqual(['a 1', 'a 2', 'a 3', 'b 4'])
  })
})

describe('rerankPassages', () => {
  const passages = ['one', 'two', 'three', 'four'].map((text, at) => passageOf(text, { score: 1 - at / 10 }))
  const rerankerOf = (rerank: Reranker['rerank']): Reranker => ({ modelId: 'scripted', rerank, ready: async () => undefined, close: async () => undefined })
  const errors: AppError[] = []
  const options = { budgetMilliseconds: 100, onError: (error: AppError) => errors.push(error) }

  it('puts what has no score below what has, in its own order', async () => {
    const found = await rerankPassages(
      rerankerOf(async () => [null, -2, 3, null]),
      'q',
      passages,
      options,
    )
    expect(found.map(({ text, score }) => [text, score])).toEqual([
      ['three', 3],
      ['two', -2],
      ['one', -2],
      ['four', -2],
    ])
  })

  it('reports a failure and keeps the order', async () => {
    const failing = rerankerOf(() => Promise.reject(new AppError('reranker_failed', 'broken')))
    expect(await rerankPassages(failing, 'q', passages, options)).toEqual(passages)
    expect(
      await rerankPassages(
        rerankerOf(async () => [1]),
        'q',
        passages,
        options,
      ),
    ).toEqual(passages)
    expect(errors.map(({ code }) => code)).toEqual(['reranker_failed', 'reranker_failed'])
  })
})
