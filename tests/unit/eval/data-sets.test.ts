import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DataSet, readDataSets } from '@/eval/data-set'
import { mixDocuments, questionsAmongOthers } from '@/eval/retrieval/mix-sets'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docent-data-set-'))
  await writeFile(join(folder, 'corpus.jsonl'), '{"id":"1","text":"one"}\n')
  for (const prefix of ['', 'test_']) {
    await writeFile(join(folder, `${prefix}queries.jsonl`), `{"id":"${prefix}q","text":"?"}\n`)
    await writeFile(join(folder, `${prefix}qrels.tsv`), `query-id\tcorpus-id\tscore\n${prefix}q\t1\t1\n`)
  }
})

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('readDataSets', () => {
  it('reads test questions beside the others, on the same documents and with their own judgements', async () => {
    const sets = await readDataSets(folder, 'small', null)
    expect(sets.map(({ name, queries }) => [name, queries.map(({ id }) => id)])).toEqual([
      ['small', ['q']],
      ['small test', ['test_q']],
    ])
    expect(sets[1]?.relevance.get('test_q')?.get('1')).toBe(1)
  })

  it('finds nothing where there is no folder', async () => {
    expect(await readDataSets(join(folder, 'none'), 'none', null)).toEqual([])
  })
})

describe('mixing sets', () => {
  it('keeps documents of equal ids apart and the judgements with their documents', () => {
    const [left, right] = ['left', 'right'].map((name): DataSet => {
      const documents = [{ id: '1', title: '', text: name }]
      return { name, documents, queries: [], relevance: new Map([['q', new Map([['1', 2]])]]) }
    })
    if (!left || !right) throw new Error('two sets were made')
    expect(mixDocuments([left, right]).map(({ id, text }) => [id, text])).toEqual([
      ['left-1', 'left'],
      ['right-1', 'right'],
    ])
    expect([...(questionsAmongOthers(right).relevance.get('q') ?? [])]).toEqual([['right-1', 2]])
  })
})
