import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import type { SearchRequest } from '@/lib/domain/ports/vector-index'
import { encodeQueryTerms } from '@/lib/search/encode-lexical'
import { expandQuestion } from '@/lib/search/query/expand-question'
import { searchExpanded } from '@/lib/search/query/search-expanded'
import { passageOf, scriptedGenerator } from '../../answer/passages'

const both = { multiQuery: true, hypotheticalDocument: true }

describe('expandQuestion', () => {
  it('reads variants from a list, without numbers, marks and the question itself', async () => {
    const generator = scriptedGenerator([], {
      completion: JSON.stringify({ questions: ['1. How much is it?', '- "What" does it cost?', '', 'fee?', 'How much is it?', 'what is the price', 'more'] }),
    })
    const errors: AppError[] = []
    const expansion = await expandQuestion(generator, 'fee?', {
      switches: { multiQuery: true, hypotheticalDocument: false },
      onError: (error) => errors.push(error),
    })
    expect(expansion).toEqual({ variants: ['How much is it?', 'What does it cost?', 'what is the price'], hypotheticalDocument: null })
    expect(errors).toEqual([])
  })

  it('reports a model that fails and goes on without it', async () => {
    const errors: AppError[] = []
    const generator = scriptedGenerator([], { completion: new AppError('llm_unreachable', 'gone') })
    const expansion = await expandQuestion(generator, 'fee?', { switches: both, onError: (error) => errors.push(error) })
    expect(expansion).toEqual({ variants: [], hypotheticalDocument: null })
    expect(errors.map(({ code }) => code)).toEqual(['llm_unreachable', 'llm_unreachable'])
  })
})

describe('searchExpanded', () => {
  const asked: SearchRequest[] = []
  const embedded: string[] = []
  const embedder = {
    model: { id: 'm', slug: 'm', dimensions: 2, maxTokens: 256, languages: ['en'] },
    embedQuery: async (text: string) => {
      embedded.push(text)
      return Float32Array.of(1, 0)
    },
  }
  const index = {
    search: async (_: unknown, request: SearchRequest) => {
      asked.push(request)
      const isOwn = request.lexical?.indices.join() === encodeQueryTerms('annual fee').indices.join()
      return (isOwn ? ['own first', 'shared'] : ['shared', 'other']).map((text) => passageOf(text, { documentId: text }))
    },
  }
  const errors: AppError[] = []
  let texts: string[] = []
  beforeAll(async () => {
    const generator = { ...scriptedGenerator([], { completion: '{"questions": ["yearly price"]}' }), complete: async () => 'the price is ten a year' }
    const request = { query: 'annual fee -draft', topK: 3 }
    const found = await searchExpanded({ index, embedder, generator }, { workspaceId: 'w' }, request, {
      switches: both,
      onError: (error) => errors.push(error),
    })
    texts = found.map(({ text }) => text)
  })
  afterAll(() => expect(errors).toEqual([]))

  it('searches the question and its variants, and fuses them by rank', () => {
    expect(asked).toHaveLength(2)
    expect(texts).toEqual(['shared', 'own first', 'other'])
  })

  it('looks for the made-up document in the place of the question, and for the variants as they are', () => {
    expect(embedded.sort()).toEqual(['the price is ten a year', 'yearly price'])
  })
})
