import { describe, expect, it } from 'vitest'
import { findRecords } from '@/lib/ingest/chunking/find-records'
import { readMarkdown } from '@/lib/ingest/formats/markdown-reader'
import { readText } from '@/lib/ingest/formats/text-reader'

async function recordsOf(text: string, read = readText): Promise<string[]> {
  const document = await read(Buffer.from(text))
  return findRecords(document.text, document.blocks).map((range) => document.text.slice(range.start, range.end))
}

const lecture = (number: number) => `[SWTT] 강의 ${number}\n강사: 교수 ${number}\n사전지식: 과목 ${number}`

describe('findRecords', () => {
  it('finds items parted by empty lines, between other paragraphs', async () => {
    const lectures = [1, 2, 3, 4].map(lecture)
    expect(await recordsOf(`강의 목록입니다.\n\n${lectures.join('\n\n')}\n\n끝.`)).toEqual(lectures)
    expect(await recordsOf(lectures.join('\n\n'), readMarkdown)).toEqual(lectures)
  })

  it('finds items that follow each other without empty lines', async () => {
    const lectures = [1, 2, 3].map(lecture)
    expect(await recordsOf(lectures.join('\n'))).toEqual(lectures)
    const untagged = [1, 2, 3].map((number) => `강의 ${number}\n강사: 교수 ${number}\n사전지식: 과목 ${number}`)
    expect(await recordsOf(untagged.join('\n'))).toEqual(untagged)
  })

  it('finds items of one line with several labels, and items of varying length', async () => {
    const lines = [1, 2, 3].map((number) => `[SWTT] 강의 ${number} / 강사: 교수 ${number} / 사전지식: 과목 ${number}`)
    expect(await recordsOf(lines.join('\n\n'))).toEqual(lines)
    const people = ['Name: Ann\nRole: Cook', 'Name: Bob\nRole: Waiter\nNote: new', 'Name: Cy\nRole: Host']
    expect(await recordsOf(people.join('\n\n'))).toEqual(people)
  })

  it('leaves prose, short runs and links alone', async () => {
    expect(await recordsOf('First paragraph of prose.\n\nSecond paragraph: with a colon.\n\nThird one.')).toEqual([])
    expect(await recordsOf([1, 2].map(lecture).join('\n\n'))).toEqual([])
    expect(await recordsOf('https://a.example\n\nhttps://b.example\n\nhttps://c.example')).toEqual([])
  })
})
