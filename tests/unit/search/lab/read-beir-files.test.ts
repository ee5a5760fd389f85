import { describe, expect, it } from 'vitest'
import { beirLimits, readCorpus, readQueries, readRelevance } from '@/lib/search/lab/read-beir-files'

const queries = '\ufeff{"_id": "q1", "text": " What is it? ", "metadata": {}}\r\n\n{"_id": 2, "text": "강사가 누구야?"}'

describe('reading the files of a test set', () => {
  it('reads queries, with numbers as ids, empty lines and a byte order mark', () => {
    expect([...readQueries(queries)]).toEqual([
      ['q1', 'What is it?'],
      ['2', '강사가 누구야?'],
    ])
  })

  it.each([
    ['with a head', 'query-id\tcorpus-id\tscore\nq1\tD1\t1\nq1\tD2\t2\n2\tD3\t0\n'],
    ['without', 'q1\tD1\t1\nq1\tD2\t2\n'],
    ['with the four columns of trec_eval', 'q1\t0\tD1\t1\nq1\t0\tD2\t2\n'],
  ])('reads judgements %s and leaves out what is judged wrong', (_, content) => {
    const relevance = readRelevance(content, readQueries(queries))
    expect([...relevance].map(([id, documents]) => [id, [...documents]])).toEqual([
      [
        'q1',
        [
          ['D1', 1],
          ['D2', 2],
        ],
      ],
    ])
  })

  it('reads a corpus, and leaves out documents that hold nothing', () => {
    const content = '{"_id": "D1", "title": "One", "text": "Text"}\n{"_id": "D2", "text": " "}\n{"_id": "D3", "text": "Three"}'
    expect(readCorpus(content)).toEqual([
      { id: 'D1', title: 'One', text: 'Text' },
      { id: 'D3', title: '', text: 'Three' },
    ])
  })

  it.each([
    ['queries.jsonl:3', () => readQueries('{"_id": "1", "text": "secret"}\n\n{"_id": "2", "text": "secret}')],
    ['queries.jsonl:1', () => readQueries('{"_id": "1", "text": ""}')],
    ['corpus.jsonl:2', () => readCorpus('{"_id": "1", "text": "a"}\n["secret"]')],
    ['qrels.tsv:2', () => readRelevance('q1\tD1\t1\nsecret\tD1\t1', readQueries(queries))],
    ['qrels.tsv:1', () => readRelevance('q1\tD1\thigh', readQueries(queries))],
    ['qrels.tsv:1', () => readRelevance('q1 D1 1', readQueries(queries))],
  ])('names the place of a wrong line and nothing of it: %s', (place, read) => {
    expect(read).toThrow(expect.objectContaining({ code: 'test_file_damaged', message: place }))
    expect(read).not.toThrow(expect.objectContaining({ cause: expect.anything() }))
  })

  it('refuses more than the limit', () => {
    const many = Array.from({ length: beirLimits.maxCorpusDocuments + 1 }, (_, id) => `{"_id":${id},"text":"a"}`).join('\n')
    expect(() => readCorpus(many)).toThrow(expect.objectContaining({ code: 'payload_too_large' }))
  })
})
