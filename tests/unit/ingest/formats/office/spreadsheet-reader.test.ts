import { type BookType, utils, type WorkSheet, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { readSpreadsheet } from '@/lib/ingest/formats/spreadsheet/spreadsheet-reader'
import { listBlocks } from '../../support/block-list'

function makeWorkbook(sheets: Record<string, WorkSheet>, bookType: BookType): Buffer {
  const book = utils.book_new()
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name)
  return write(book, { type: 'buffer', bookType, compression: true })
}

const prices = utils.aoa_to_sheet([
  ['품목', '값', '비율', '날짜'],
  ['연필', 1200, 0.125, 45720],
  ['a\nb', null, null, true],
])
prices.C2 = { t: 'n', v: 0.125, z: '0.0%' }
prices.D2 = { t: 'n', v: 45720, z: 'yyyy-mm-dd' }
prices.B2 = { t: 'n', v: 1200, z: '#,##0' }

describe('readSpreadsheet', () => {
  it.each<BookType>(['xlsx', 'xlsb'])('reads the rows of each sheet under its name, as shown (%s)', async (bookType) => {
    const document = await readSpreadsheet(makeWorkbook({ 가격표: prices, Empty: utils.aoa_to_sheet([]), Other: utils.aoa_to_sheet([['x']]) }, bookType))
    const [, , priced, ...rest] = listBlocks(document)
    expect(listBlocks(document).slice(0, 2)).toEqual(['h1: 가격표', 'table-row: 품목 | 값 | 비율 | 날짜'])
    expect(priced).toMatch(/^table-row: 연필 \| 1,?200 \| 12\.5% \| (?:2025-03-04|3\/4\/25)$/)
    expect(rest).toEqual(['table-row: a b | | | TRUE', 'h1: Other', 'table-row: x'])
  })

  it('keeps columns in place and skips columns nobody uses', async () => {
    const sheet = utils.aoa_to_sheet([['a', null, 'c', null, 'e']])
    utils.sheet_add_aoa(sheet, [['far']], { origin: 'Z9' })
    utils.sheet_add_aoa(sheet, [[null, null, 'under c']], { origin: 'A2' })
    const document = await readSpreadsheet(makeWorkbook({ S: sheet }, 'xlsx'))
    expect(listBlocks(document).slice(1)).toEqual(['table-row: a | c | e', 'table-row: | under c', 'table-row: | | | far'])
  })

  it('names what is wrong', async () => {
    await expect(readSpreadsheet(makeWorkbook({ S: prices }, 'xlsx').subarray(0, 800))).rejects.toMatchObject({ code: 'damaged_file' })
    await expect(readSpreadsheet(Buffer.from('PK'))).rejects.toMatchObject({ code: 'damaged_file' })
  })
})
