import { describe, expect, it } from 'vitest'
import type { SearchRequest } from '@/lib/domain/ports/vector-index'
import { searchPassages } from '@/lib/search/search-passages'

const scope = { workspaceId: 'ours' }

/** Records what reaches the index; the index itself is covered by its contract test. */
async function requestFor(query: string, signal?: AbortSignal): Promise<SearchRequest | null> {
  let seen: SearchRequest | null = null
  const embedder = {
    model: { id: 'm', slug: 'm', dimensions: 2, maxTokens: 256, languages: ['en'] },
    embedQuery: async () => Float32Array.of(1, 0),
  }
  const index = {
    search: async (_: typeof scope, request: SearchRequest) => {
      seen = request
      return []
    },
  }
  await searchPassages({ index, embedder }, scope, { query, topK: 5, signal })
  return seen
}

describe('searchPassages', () => {
  it('searches both sides in a language that the embedder serves', async () => {
    const request = await requestFor('Who teaches the chatbot lecture?')
    expect(request?.dense).not.toBeNull()
    expect(request?.lexical?.indices).toHaveLength(3)
    expect(request?.limit).toBeGreaterThanOrEqual(5)
  })

  it('searches lexically alone in a language that it does not', async () => {
    const request = await requestFor('React 챗봇 강의를 하는 사람은?')
    expect(request?.dense).toBeNull()
    expect(request?.lexical).not.toBeNull()
  })

  it('searches a code or number lexically', async () => {
    expect((await requestFor('9001'))?.dense).toBeNull()
  })

  it('searches densely alone when only stop words are left', async () => {
    const request = await requestFor('Who is it?')
    expect(request?.dense).not.toBeNull()
    expect(request?.lexical).toBeNull()
  })

  it('asks nothing of the index when there is nothing to look for', async () => {
    expect(await requestFor('?!')).toBeNull()
  })

  it('stops when told to', async () => {
    await expect(requestFor('chatbot lecture', AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
  })
})
