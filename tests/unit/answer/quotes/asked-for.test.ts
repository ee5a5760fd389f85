import { describe, expect, it } from 'vitest'
import { passageOf } from '../passages'
import { askLibrary, boldOf, citedTexts, withoutBold } from './ask-library'

const english = [
  passageOf(
    'The Larkmoor Observatory was founded by Edith Marlowe in 1923. It stands on Gannet Hill near the village of Brackwater. The dome weighs 48 tonnes and holds 212 visitors. The main telescope was built by the Harland Instrument Company. It closed in 1971 because the roof leaked.',
    { documentId: 'observatory', headingPath: ['Larkmoor Observatory'] },
  ),
]
const korean = [
  passageOf(
    '서율시립도서관은 1987년 3월 2일에 문을 열었다. 초대 관장은 김서윤이었다. 도서관 본관은 서율시 달빛동에 있다. 장서는 모두 21만 권이다. 건물은 한빛건설이 지었다. 연체료는 하루에 100원이다.',
    { documentId: 'library', headingPath: ['서율시립도서관'] },
  ),
]

describe('the thing asked for, in bold', () => {
  it.each([
    ['Who founded the Larkmoor Observatory?', 'Edith Marlowe'],
    ['When was the Larkmoor Observatory founded?', '1923'],
    ['How many visitors does the dome hold?', '212'],
    ['How much does the dome weigh?', '48'],
    ['Which company built the main telescope?', 'Harland Instrument Company'],
    ['Where does the Larkmoor Observatory stand?', 'Gannet Hill'],
  ])('%s', async (question, expected) => {
    const answer = await askLibrary(question, english)
    expect(boldOf(answer).join(' / ')).toContain(expected)
  })

  it.each([
    ['서율시립도서관의 초대 관장은 누구인가?', '김서윤'],
    ['서율시립도서관은 언제 문을 열었나요?', '1987년 3월 2일'],
    ['도서관의 장서는 모두 몇 권인가?', '21만 권'],
    ['서율시립도서관 본관은 어디에 있나요?', '달빛동'],
    ['도서관 연체료는 하루에 얼마인가요?', '100원'],
    ['도서관 건물을 지은 회사는 무엇인가?', '한빛건설'],
  ])('%s', async (question, expected) => {
    const answer = await askLibrary(question, korean)
    expect(boldOf(answer).join(' / ')).toContain(expected)
  })

  it('is a few words, never the whole sentence, and leaves marks and places as they are', async () => {
    const answer = await askLibrary('Who founded the Larkmoor Observatory?', english)
    expect(boldOf(answer).every((run) => run.split(/\s+/).length <= 8)).toBe(true)
    for (const sentence of citedTexts(answer, english)) {
      expect(withoutBold(answer)).toContain(`${sentence} [1]`)
      expect(boldOf(answer)).not.toContain(sentence)
    }
  })

  it('is not there where nothing is asked for', async () => {
    expect(boldOf(await askLibrary('Larkmoor Observatory', english))).toEqual([])
    expect(boldOf(await askLibrary('서율시립도서관에 대해 알려 주세요', korean))).toEqual([])
  })
})
