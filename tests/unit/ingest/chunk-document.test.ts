import { beforeAll, describe, expect, it } from 'vitest'
import { type ChunkStrategy, chunkStrategies } from '@/lib/domain/chunk'
import type { TokenCounter } from '@/lib/domain/ports/token-counter'
import { chunkDocument } from '@/lib/ingest/chunk-document'
import { readMarkdown } from '@/lib/ingest/formats/markdown-reader'
import { readText } from '@/lib/ingest/formats/text-reader'
import { buildDocument } from '@/lib/ingest/text/document-builder'
import { loadTokenCounter } from '@/lib/models/huggingface-token-counter'
import { expectInvariants } from './support/chunk-invariants'
import { chunking, readFixture } from './support/documents'

let tokens: TokenCounter
beforeAll(async () => {
  tokens = await loadTokenCounter(chunking.tokenizerPath)
})

async function chunk(text: string | Buffer, read = readMarkdown, settings = chunking) {
  const document = await read(Buffer.from(text))
  const result = chunkDocument({ document, source: 'folder/some_notes.md', settings, tokens })
  expectInvariants({ document, ...result })
  return result
}

describe('chunkDocument', () => {
  it('makes each lecture of a list its own chunk', async () => {
    const { chunks, language } = await chunk(readFixture('swtt-lectures-ko.txt'), readText)
    expect(language).toBe('ko')
    expect(chunks).toHaveLength(21)
    expect(chunks.every((one) => one.text.startsWith('[SWTT]') && one.text.includes('강사:') && one.text.includes('사전지식:'))).toBe(true)
    const wanted = chunks.find((one) => one.text.includes('google API로 챗봇'))
    expect(wanted?.text).toBe('[SWTT] 리액트와 node.js 활용하여 google API로 챗봇 구축\n강사: 아주대학교 소프트웨어학과 강수빈\n사전지식: 리액트, node.js 기초')
  })

  it('never cuts a sentence that fits', async () => {
    const sentences = Array.from({ length: 120 }, (_, number) => `Sentence number ${number} says something plain about the weather in the valley.`)
    const { chunks } = await chunk(sentences.join(' '))
    expect(chunks.length).toBeGreaterThan(5)
    for (const one of chunks) expect(one.text).toMatch(/^Sentence number \d+ says[\s\S]*valley\.$/)
    expect(Math.min(...chunks.map((one) => one.tokenCount))).toBeGreaterThan(80)
  })

  it('cuts a sentence beyond the limit between words, and a word beyond it anywhere but inside a character', async () => {
    const { chunks } = await chunk(`${'endless words without any stop '.repeat(200)}\n\n${'x'.repeat(9000)}\n\n${'가😀'.repeat(2000)}`)
    expect(chunks.length).toBeGreaterThan(10)
    for (const one of chunks) expect(one.text).toBe(one.text.replace(/\p{Surrogate}/gu, ''))
  })

  it('bounds Korean by characters when the embedder does not serve it, by tokens when it does', async () => {
    const text = '도서관은 평일 오전 아홉 시부터 저녁 열 시까지 문을 연다. '.repeat(30)
    const lexical = await chunk(text)
    expect(Math.min(...lexical.chunks.map((one) => one.text.length))).toBeGreaterThan(300)
    const document = await readMarkdown(Buffer.from(text))
    const dense = chunkDocument({ document, source: 'a', settings: { ...chunking, servedLanguages: ['en', 'ko'] }, tokens })
    expect(Math.max(...dense.chunks.map((one) => one.tokenCount))).toBeLessThanOrEqual(chunking.maxTokens)
    expect(dense.chunks.length).toBeGreaterThan(lexical.chunks.length)
  })

  it('keeps sections apart and lets bare headings go with what they head', async () => {
    const body = 'The warden answers every letter within two working days, except in January when the office is shut.'
    const { chunks } = await chunk(`# Book\n\n## One\n\n${body}\n\n## Two\n\n${body}`)
    expect(chunks.map((one) => [one.headingPath, one.text.split('\n')[0]])).toEqual([
      [['Book', 'One'], 'Book'],
      [['Book', 'Two'], 'Two'],
    ])
  })

  it('gives the embedder title, headings and table head, within the limit', async () => {
    const rows = Array.from({ length: 60 }, (_, number) => `| Town ${number} | ${number * 37} people | founded ${1800 + number} |`)
    const { chunks } = await chunk(`# Atlas\n\n## Towns\n\n| Name | People | Year |\n| --- | --- | --- |\n${rows.join('\n')}`)
    expect(chunks.length).toBeGreaterThan(2)
    expect(chunks.at(-1)?.embeddingText).toMatch(/^Atlas › Towns\nName \| People \| Year\nTown/)
    const { chunks: deep } = await chunk(`# ${'very long title '.repeat(8)}\n\n## ${'long part '.repeat(12)}\n\n${'Some body text. '.repeat(100)}`)
    expect(deep.length).toBeGreaterThan(1)
  })

  it('cuts where the subject changes, not where a size is full', async () => {
    const sky = (number: number) => `On night ${number} the telescope under the dome followed the comet among the bright stars of the winter sky.`
    const bread = (number: number) => `For loaf ${number} the baker folds the sour dough on the floured table before the oven is hot.`
    const { chunks } = await chunk(
      [...Array.from({ length: 7 }, (_, number) => sky(number)), ...Array.from({ length: 4 }, (_, number) => bread(number))].join(' '),
    )
    expect(chunks.length).toBeGreaterThan(1)
    for (const one of chunks) expect(one.text.includes('comet') && one.text.includes('dough')).toBe(false)
  })

  it('takes a speaker who recurs in a transcript for no record', async () => {
    const speech = (number: number) =>
      Array.from({ length: 14 }, (_, line) => `Remark ${number}.${line} of the speech goes on about the harbour, its cranes and the ships of the season.`).join(
        ' ',
      )
    const turns = Array.from({ length: 5 }, (_, number) => `AUDIENCE: No!\n\nTHE CHAIR: Wait.\n\n${speech(number)}`)
    const { chunks } = await chunk([...turns, 'AUDIENCE: No!\n\nTHE CHAIR: Done.'].join('\n\n'), readText)
    expect(Math.min(...chunks.map((one) => one.tokenCount))).toBeGreaterThan(60)
  })

  it('never makes crumbs of a table whose head is too long to repeat', async () => {
    const head = `| ${Array.from({ length: 60 }, (_, column) => `measurement ${column}`).join(' | ')} |`
    const row = (number: number) => `| ${Array.from({ length: 60 }, (_, column) => number + column).join(' | ')} |`
    const separator = `|${' --- |'.repeat(60)}`
    const { chunks } = await chunk([head, separator, ...Array.from({ length: 20 }, (_, number) => row(number))].join('\n'))
    for (const one of chunks.slice(-10)) expect(one.text.length).toBeGreaterThan(60)
  })

  it('keeps where further pages begin inside a chunk, without a word of it in what is embedded', () => {
    const sentences = ['The ferry leaves at nine.', 'The crossing takes an hour.', 'Dogs travel free.', 'Bicycles cost two coins.']
    const cut = (pageOf: (index: number) => number | null) => {
      const parts = sentences.map((text, index) => ({ text, page: pageOf(index) }))
      const drafts = [parts.slice(0, 2), parts.slice(2)].map((of) => ({ kind: 'paragraph' as const, level: null, parts: of }))
      const document = buildDocument(drafts, 'Ferries')
      const result = chunkDocument({ document, source: 'ferries.pdf', settings: chunking, tokens })
      expectInvariants({ document, ...result })
      return result.chunks
    }
    const [paged, plain] = [cut((index) => [4, 5, 5, 7][index] ?? null), cut(() => null)]
    expect(paged).toHaveLength(1)
    expect(paged[0]?.page).toBe(4)
    expect(paged[0]?.pageBreaks.map(({ page, start }) => [page, paged[0]?.text.slice(start)])).toEqual([
      [5, expect.stringMatching(/^The crossing/)],
      [7, 'Bicycles cost two coins.'],
    ])
    expect(plain).toEqual(paged.map((one) => ({ ...one, page: null, pageBreaks: [] })))
  })

  it('takes the base name for a missing title', async () => {
    const { chunks } = await chunk('Just a line of text.', readText)
    expect(chunks[0]?.embeddingText).toBe('some notes\nJust a line of text.')
  })
})

describe('chunkDocument by strategy and size', () => {
  const sky = (number: number) => `On night ${number} the telescope under the dome followed the comet among the bright stars of the winter sky.`
  const bread = (number: number) => `For loaf ${number} the baker folds the sour dough on the floured table before the oven is hot.`
  const repeat = (count: number, sentence: (number: number) => string) => Array.from({ length: count }, (_, number) => sentence(number)).join(' ')
  const mixed = `${repeat(7, sky)} ${repeat(4, bread)}`
  const cut = (text: string, strategy: ChunkStrategy, maxTokens = 256, maxCharacters?: number) =>
    chunk(text, readMarkdown, { ...chunking, strategy, maxTokens, ...(maxCharacters === undefined ? {} : { maxCharacters }) })

  it('is `topics` when nothing is said', async () => {
    expect((await cut(mixed, 'topics')).chunks).toEqual((await chunk(mixed)).chunks)
  })

  it('cuts into even parts whatever the subject with `even`', async () => {
    const { chunks } = await cut(mixed, 'even')
    expect(chunks.some((one) => one.text.includes('comet') && one.text.includes('dough'))).toBe(true)
    const sizes = chunks.map((one) => one.tokenCount)
    expect(Math.max(...sizes)).toBeLessThan(Math.min(...sizes) * 1.4)
  })

  it('fills chunks across sections with `plain`, which name the headings they begin under', async () => {
    const text = `# Book\n\n## One\n\n${repeat(3, sky)}\n\n## Two\n\n${repeat(3, bread)}\n\n## Three\n\n${repeat(9, sky)}`
    const byStructure = (await cut(text, 'even')).chunks
    const { chunks } = await cut(text, 'plain')
    expect(chunks.length).toBeLessThan(byStructure.length)
    expect(chunks[0]).toMatchObject({ start: 0, headingPath: ['Book'] })
    expect(chunks[0]?.text).toContain('Two')
    expect(chunks.at(-1)?.headingPath).toEqual(['Book', 'Three'])
  })

  it('ends a `plain` chunk at a paragraph where one ends near enough, else at a sentence', async () => {
    const paragraph = (number: number) => `Part ${number} begins here. ${repeat(3, sky)}`
    const { chunks } = await cut(Array.from({ length: 8 }, (_, number) => paragraph(number)).join('\n\n'), 'plain')
    expect(chunks.length).toBeGreaterThan(2)
    for (const one of chunks) expect(one.text).toMatch(/^Part \d/)
    const { chunks: unbroken } = await cut(repeat(40, sky), 'plain')
    expect(unbroken.length).toBeGreaterThan(3)
    for (const one of unbroken) expect(one.text).toMatch(/^On night[\s\S]*sky\.$/)
  })

  it.each(chunkStrategies.flatMap((strategy) => [64, 128, 256].map((maxTokens) => ({ strategy, maxTokens }))))(
    'never cuts a sentence nor passes the limit: $strategy at $maxTokens tokens',
    async ({ strategy, maxTokens }) => {
      const table = `| Town | People |\n| --- | --- |\n${Array.from({ length: 30 }, (_, number) => `| Town ${number} | ${number * 37} |`).join('\n')}`
      const { chunks } = await cut(
        `# Notes of a long year\n\n## Sky and bread\n\n${repeat(30, sky)}\n\n- one item\n- two items\n\n${table}`,
        strategy,
        maxTokens,
      )
      for (const one of chunks) {
        expect(one.tokenCount).toBeLessThanOrEqual(maxTokens)
        expect(one.text).toMatch(/^(?:On night|Notes of|Sky and|one item|two items|Town)[\s\S]*(?:\.|year|bread|items?|People|\d)$/)
      }
      expect(chunks.length).toBeGreaterThan(1000 / maxTokens)
    },
  )

  it('makes more chunks of a smaller size, in a language the embedder does not serve as well', async () => {
    expect((await cut(repeat(40, sky), 'topics', 96)).chunks.length).toBeGreaterThan((await cut(repeat(40, sky), 'topics')).chunks.length)
    const korean = '도서관은 평일 오전 아홉 시부터 저녁 열 시까지 문을 연다. '.repeat(60)
    const { chunks } = await cut(korean, 'plain', 64, 200)
    expect(Math.max(...chunks.map((one) => one.text.length))).toBeLessThanOrEqual(200)
    for (const one of chunks) expect(one.text).toMatch(/^도서관은[\s\S]*연다\.$/)
  })
})
