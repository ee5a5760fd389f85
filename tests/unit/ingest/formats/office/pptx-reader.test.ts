import { describe, expect, it } from 'vitest'
import { readPptx } from '@/lib/ingest/formats/slides/pptx-reader'
import { makeZip } from '../../../../fixtures/make-zip'
import { listBlocks } from '../../support/block-list'
import { makePptx, tableFrame, textShape } from '../../support/make-pptx'

describe('readPptx', () => {
  it('reads titles, lists, tables and notes, slide by slide', async () => {
    const document = await readPptx(
      makePptx([
        {
          shapes: textShape('ftr', ['Confidential']) + textShape('body', ['Sales rose by 4 %', '비용은 줄었다']) + textShape('title', ['Results of 2025']),
          notes: 'Thank the team first.',
        },
        {
          shapes:
            textShape('title', ['Prices']) +
            tableFrame([
              ['Item', 'Price'],
              ['Pen', '1.20'],
            ]),
        },
      ]),
    )
    expect(listBlocks(document)).toEqual([
      'h1: Results of 2025',
      'list-item: Sales rose by 4 %',
      'list-item: 비용은 줄었다',
      'paragraph: Thank the team first.',
      'h1: Prices',
      'table-row: Item | Price',
      'table-row: Pen | 1.20',
    ])
    expect(document.title).toBe('Results of 2025')
    expect(document.pages.map(({ page, start, end }) => [page, document.text.slice(start, end).split('\n')[0]])).toEqual([
      [1, 'Results of 2025'],
      [2, 'Prices'],
    ])
    expect(document.blocks.at(-1)?.headingPath).toEqual(['Prices'])
  })

  it('never puts a slide without a title under the slide before', async () => {
    const slides = [{ shapes: textShape('title', ['One']) }, { shapes: textShape(null, ['A free line', 'and more']) }, { shapes: tableFrame([['a', 'b']]) }]
    expect(listBlocks(await readPptx(makePptx(slides)))).toEqual(['h1: One', 'h1: A free line', 'paragraph: and more', 'h1: Slide 3', 'table-row: a | b'])
  })

  it('reads groups and one side of a choice', async () => {
    const choice = `<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>${textShape(null, ['new'])}</mc:Choice><mc:Fallback>${textShape(null, ['old'])}</mc:Fallback></mc:AlternateContent>`
    const document = await readPptx(makePptx([{ shapes: `${textShape('ctrTitle', ['T'])}<p:grpSp>${textShape(null, ['inside'])}</p:grpSp>${choice}` }]))
    expect(listBlocks(document)).toEqual(['h1: T', 'paragraph: inside', 'paragraph: new'])
  })

  it('tells an empty presentation from a broken one', async () => {
    expect((await readPptx(makePptx([{ shapes: '' }]))).text).toBe('')
    await expect(readPptx(makePptx([{ shapes: '<p:sp>' }]))).rejects.toMatchObject({ code: 'damaged_file' })
    await expect(readPptx(makeZip({ 'a.txt': 'x' }))).rejects.toMatchObject({ code: 'damaged_file' })
    await expect(readPptx(makePptx([{ shapes: '' }]).subarray(0, 300))).rejects.toMatchObject({ code: 'damaged_file' })
  })

  it('expands no entities of its own', async () => {
    const bomb = makePptx([{ shapes: textShape('title', ['&big;']) }])
    const text = bomb.toString('latin1')
    expect(text).toContain('&big;')
    expect((await readPptx(bomb)).text).toBe('&big;')
  })
})
