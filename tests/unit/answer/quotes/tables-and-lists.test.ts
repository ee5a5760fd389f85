import { describe, expect, it } from 'vitest'
import { passageOf } from '../passages'
import { askLibrary, citedTexts, withoutBold } from './ask-library'

const table = [
  passageOf(
    'Visitors pay at the gate.\n\nTicket | Price | Age\nAdult ticket | 11 pounds | 18 and over\nChild ticket | 4 pounds | 5 to 17\nSeason pass | 60 pounds',
    {
      start: 100,
      documentId: 'prices',
      headingPath: ['Tickets'],
    },
  ),
]
const priceTable = [
  passageOf('Ticket | Price | Age\nAdult ticket | 11 pounds | 18 and over\nChild ticket | 4 pounds | 5 to 17\nSeason pass | 60 pounds | any', {
    start: 100,
    documentId: 'prices',
  }),
]
const rooms = [
  passageOf('시설 | 정원 | 이용료\n다목적실 | 60명 | 3만 원\n동아리방 | 12명 | 무료\n강당 | 300명 | 20만 원', {
    documentId: 'rooms',
    headingPath: ['시설 빌리기'],
  }),
]

describe('tables', () => {
  it('answers with the row that fits, under the names of its columns, the row cited', async () => {
    const answer = await askLibrary('What is the price of a child ticket?', priceTable)
    expect(withoutBold(answer)).toBe('| Ticket | Price | Age |\n| --- | --- | --- |\n| Child ticket | 4 pounds | 5 to 17 [1] |')
    expect(citedTexts(answer, priceTable)).toEqual(['Child ticket | 4 pounds | 5 to 17'])
  })

  it('does so in Korean', async () => {
    const answer = await askLibrary('동아리방의 정원은 몇 명인가요?', rooms)
    expect(withoutBold(answer)).toBe('| 시설 | 정원 | 이용료 |\n| --- | --- | --- |\n| 동아리방 | 12명 | 무료 [1] |')
    expect(answer.text).toContain('**12명**')
  })

  it('shows several rows in one table', async () => {
    const answer = await askLibrary('What do adult ticket and child ticket cost?', priceTable)
    expect(answer.text.match(/---/g)).toHaveLength(3)
    expect(citedTexts(answer, priceTable)).toEqual(expect.arrayContaining(['Adult ticket | 11 pounds | 18 and over', 'Child ticket | 4 pounds | 5 to 17']))
  })

  it('writes rows without names of columns as items', async () => {
    const middle = [passageOf('Child ticket | 4 pounds | 5 to 17\nSeason pass | 60 pounds | any', { chunkIndex: 3, start: 900, documentId: 'prices' })]
    expect(withoutBold(await askLibrary('What is the price of a child ticket?', middle))).toBe('- Child ticket | 4 pounds | 5 to 17 [1]')
  })

  it('keeps what a cell holds from acting as Markdown', async () => {
    const passages = [passageOf('Name | Note\nHarbour ticket | <img src=x> ![a](http://x) [1]\nMuseum ticket | none', { documentId: 'x' })]
    const text = withoutBold(await askLibrary('What is the note of the harbour ticket?', passages))
    expect(text).toContain('\\<img src=x>')
    expect(text).toContain('\\](http')
    expect(text).toContain('\\[1\\]')
  })

  it('takes lines of unlike cells for prose', async () => {
    expect((await askLibrary('What does a season pass cost?', table)).text).not.toContain('| --- |')
  })
})

describe('lists', () => {
  const kit = [
    passageOf('Bring sturdy boots.\n\nThe field kit holds:\n- a compass\n- two pencils\n- a rain cover\n\nThe bus leaves at nine.', { documentId: 'kit' }),
  ]
  const pack = [passageOf('견학은 봄에 간다.\n\n현장 가방에 든 물건:\n- 나침반\n- 연필 두 자루\n- 비옷\n\n버스는 아홉 시에 떠난다.', { documentId: 'pack' })]

  it('answers with the items under the line that says what they are', async () => {
    const answer = await askLibrary('What does the field kit hold?', kit)
    expect(withoutBold(answer)).toBe('The field kit holds: [1]\n- a compass [1]\n- two pencils [1]\n- a rain cover [1]')
    expect(citedTexts(answer, kit)).toEqual(['The field kit holds:', '- a compass', '- two pencils', '- a rain cover'])
  })

  it('does so in Korean', async () => {
    expect(withoutBold(await askLibrary('현장 가방에 든 물건은 무엇인가요?', pack))).toBe(
      '현장 가방에 든 물건: [1]\n- 나침반 [1]\n- 연필 두 자루 [1]\n- 비옷 [1]',
    )
  })
})
