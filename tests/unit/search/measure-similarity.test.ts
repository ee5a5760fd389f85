import { describe, expect, it } from 'vitest'
import type { Passage } from '@/lib/domain/passage'
import type { SearchRequest } from '@/lib/domain/ports/vector-index'
import { measureSimilarity } from '@/lib/search/measure-similarity'
import { passageOf } from '../answer/passages'

const embedder = { model: { id: 'm', slug: 'm', dimensions: 2, maxTokens: 256, languages: ['en'] }, embedQuery: async () => Float32Array.of(1, 0) }

function indexOf(found: Passage[]) {
  const requests: SearchRequest[] = []
  return {
    requests,
    search: async (_: unknown, request: SearchRequest) => {
      requests.push(request)
      return found
    },
  }
}

async function measure(query: string, found: Passage[] = [passageOf('nearest', { score: 0.4 })]) {
  const index = indexOf(found)
  return { similarity: await measureSimilarity({ index, embedder }, { workspaceId: 'ours' }, { query }), requests: index.requests }
}

describe('measureSimilarity', () => {
  it('is the score of the nearest chunk on the dense side alone', async () => {
    const { similarity, requests } = await measure('Who teaches the lecture?')
    expect(similarity).toBe(0.4)
    expect(requests).toMatchObject([{ lexical: null, limit: 1 }])
    expect(requests[0]?.dense).not.toBeNull()
  })

  it('is unknown in a language that the embedder does not serve, and asks nothing', async () => {
    expect(await measure('강사는 누구인가요?')).toMatchObject({ similarity: null, requests: [] })
  })

  it('is 0 in an empty library', async () => {
    expect((await measure('Who teaches?', [])).similarity).toBe(0)
  })
})
