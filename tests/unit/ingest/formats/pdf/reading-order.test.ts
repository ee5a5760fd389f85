import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readPdf } from '@/lib/ingest/formats/pdf-reader'
import { sharedFile } from '../../support/documents'
import { type MadeText, makePdf } from './make-pdf'

const title: MadeText = { text: 'On the Care of Lighthouses, a Report in Two Columns', x: 90, y: 740, size: 18 }
const left = [
  'The lamp of a lighthouse burns from dusk',
  'until dawn, and the keeper who tends to it',
  'sleeps in two short watches. Every third',
  'hour the clockwork that turns the lens has',
  'to be wound, which takes eleven minutes.',
  'In winter the oil must be warmed before it',
  'is filled into the lamp, or it will smoke',
  'and blacken the panes of the lantern room.',
]
const right = [
  'The panes are cleaned each morning with a',
  'cloth of chamois and a little spirit. Salt',
  'that has dried on them scatters the light',
  'and must be washed off from the gallery,',
  'whatever the weather. A pane that cracked',
  'is to be replaced on the same day, and the',
  'event entered into the journal of the light',
  'with the hour and the strength of the wind.',
]
const row = (index: number, x: number, text: string): MadeText => ({ text, x, y: 690 - index * 12 })
const expected = [...left, ...right].join(' ')

describe('two columns', () => {
  it('are read one after the other when they are drawn so', async () => {
    const texts = [title, ...left.map((text, index) => row(index, 72, text)), ...right.map((text, index) => row(index, 318, text))]
    const document = await readPdf(makePdf([{ texts }]))
    expect(document.text.replace(/\s+/g, ' ')).toBe(`${title.text} ${expected}`)
  })

  it('are read one after the other when they are drawn line by line across the page', async () => {
    const texts = [title, ...left.flatMap((text, index) => [row(index, 72, text), row(index, 318, right[index] ?? '')])]
    const document = await readPdf(makePdf([{ texts }]))
    expect(document.text.replace(/\s+/g, ' ')).toBe(`${title.text} ${expected}`)
    expect(document.blocks.some((block) => block.kind === 'table-row')).toBe(false)
  })

  it('are told apart by the gutter, also where it is narrow and baselines differ', async () => {
    const texts = left.flatMap((text, index) => [row(index, 72, text), { text: right[index] ?? '', x: 278, y: 687 - index * 12 }])
    const document = await readPdf(makePdf([{ texts }]))
    expect(document.text.replace(/\s+/g, ' ')).toBe(expected)
  })

  it('keep what spans both of them between what is above and below it', async () => {
    const upper = left.flatMap((text, index) => [row(index, 72, text), row(index, 318, right[index] ?? '')])
    const across: MadeText = { text: 'Figure 1: The lantern room of the northern light, seen from the gallery, with all of its panes.', x: 72, y: 570 }
    const lower = left.flatMap((text, index) => [row(index + 14, 72, text), row(index + 14, 318, right[index] ?? '')])
    const document = await readPdf(makePdf([{ texts: [...upper, across, ...lower] }]))
    const parts = document.text.replace(/\s+/g, ' ').split(across.text)
    expect(parts.map((part) => part.trim())).toEqual([expected, expected])
  })

  it('leaves a table with long cells a table', async () => {
    const names = ['Lamp', 'Lens', 'Clockwork', 'Panes', 'Gallery', 'Journal', 'Oil', 'Spirit']
    const texts = names.flatMap((name, index) => [row(index, 72, name), row(index, 200, right[index] ?? '')])
    const document = await readPdf(makePdf([{ texts }]))
    expect(document.text.split('\n')).toEqual(names.map((name, index) => `${name} | ${right[index]}`))
  })

  it('come in order in a real paper', async ({ skip }) => {
    const file = sharedFile('aragog/pdfs/bert.pdf')
    if (file === null) return skip()
    const { text } = await readPdf(await readFile(file))
    expect(text).toContain(
      'BERT is designed to pre-train deep bidirectional representations from unlabeled text by jointly conditioning on both left and right context in all layers. As a result, the pre-trained BERT model',
    )
    expect(text).toContain('There has also been work showing effective transfer from supervised tasks with large datasets')
    expect(text).toContain('BERTBASE | 84.6/83.4 | 71.2 | 90.5 | 93.5 | 52.1 | 85.8 | 88.9 | 66.4 | 79.6')
  }, 120_000)
})
