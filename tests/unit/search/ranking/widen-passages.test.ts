import { describe, expect, it } from 'vitest'
import { pageAt } from '@/lib/domain/page/page-at'
import type { Passage } from '@/lib/domain/passage'
import type { ChunkRange } from '@/lib/domain/ports/vector-index'
import { widenPassages } from '@/lib/search/ranking/widen-passages'
import { passageOf } from '../../answer/passages'

const sentences = ['The fee is due in May.', 'It is forty euros.', 'Students pay half.', 'Pay at the desk.', 'Dogs stay outside.', 'Cats too.']
const text = sentences.join('\n\n')

/** One chunk for each sentence; the last two stand under another heading. */
const chunks: Passage[] = sentences.map((sentence, chunkIndex) =>
  passageOf(sentence, {
    start: text.indexOf(sentence),
    end: text.indexOf(sentence) + sentence.length,
    chunkIndex,
    headingPath: chunkIndex < 4 ? ['Guide', 'Fees'] : ['Animals'],
    page: chunkIndex < 2 ? 1 : 2,
    tokenCount: 10,
  }),
)
const chunk = (index: number) => chunks[index] as Passage

function widen(found: Passage[], tokens = 1_000, reach = 3) {
  const requests: ChunkRange[][] = []
  const readRanges = async (ranges: ChunkRange[]) => {
    requests.push(ranges)
    return chunks.filter(({ chunkIndex }) => ranges.some(({ from, until }) => chunkIndex >= from && chunkIndex <= until))
  }
  return widenPassages(found, readRanges, { tokens, reach }).then((widened) => ({ widened, requests }))
}

describe('widenPassages', () => {
  it('joins neighbours under the same heading into one exact range, with one request', async () => {
    const { widened, requests } = await widen([chunk(1)])
    expect(widened[0]?.text).toBe(text.slice(0, chunk(3).end))
    expect([widened[0]?.start, widened[0]?.end]).toEqual([0, chunk(3).end])
    expect(requests).toEqual([[{ documentId: 'document', version: 1, from: 0, until: 4 }]])
  })

  it('knows the page of every place in it', async () => {
    const [passage] = (await widen([chunk(1)])).widened
    expect(passage && [pageAt(passage, chunk(1).start), pageAt(passage, chunk(2).start)]).toEqual([1, 2])
  })

  it('gives no text twice: what was found stays its own passage, neighbours go to the better one', async () => {
    const { widened, requests } = await widen([chunk(3), chunk(1)])
    expect(widened.map((passage) => passage.text)).toEqual([text.slice(chunk(2).start, chunk(3).end), text.slice(0, chunk(1).end)])
    expect(requests).toHaveLength(1)
    expect(requests[0]).toHaveLength(1)
  })

  it('keeps to the budget and takes what comes after first', async () => {
    expect((await widen([chunk(1)], 20)).widened[0]?.text).toBe(text.slice(chunk(1).start, chunk(2).end))
    const full = await widen([chunk(1)], 10)
    expect(full.widened).toEqual([chunk(1)])
    expect(full.requests).toEqual([])
  })
})
