import { describe, expect, it } from 'vitest'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import { openAnswerFacts } from '@/lib/services/search/answer-facts'

const scope = { workspaceId: 'ours' }
const documents = { counts: async () => ({ ready: 7 }), read: async () => null } as unknown as Pick<DocumentStore, 'counts' | 'read'>
const open = (filter?: Parameters<typeof openAnswerFacts>[2]) => openAnswerFacts(documents, scope, filter)

describe('what an answer says of what was searched', () => {
  it('is all documents where no filter narrows', async () => {
    for (const facts of [open(), open({}), open({ tags: [], documentIds: [], writtenFrom: '' })]) {
      expect(await facts.countDocuments()).toBe(7)
      expect(facts.filter).toBeUndefined()
    }
  })

  it('is the number of chosen documents', async () => {
    expect(await open({ documentIds: ['a', 'b', 'a'] }).countDocuments()).toBe(2)
  })

  it('is the filter alone where it does not tell how many', async () => {
    const facts = open({ tags: ['lecture'], documentIds: [], pageUntil: 3 })
    expect(await facts.countDocuments()).toBeNull()
    expect(facts.filter).toEqual({ tags: ['lecture'], pageUntil: 3 })
  })
})
