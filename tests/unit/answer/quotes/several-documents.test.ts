import { describe, expect, it } from 'vitest'
import { isNearlySame } from '@/lib/answer/quotes/units/is-nearly-same'
import { passageOf } from '../passages'
import { askLibrary, citedTexts } from './ask-library'

const harbour = passageOf('The mooring fee at Brackwater harbour is 48 guilders. The harbour opens at dawn.', { documentId: 'harbour', source: 'harbour.md' })
const museum = passageOf('The entrance to the Brackwater museum costs 9 guilders. The museum is closed on Mondays.', {
  documentId: 'museum',
  source: 'museum.md',
})
const weather = passageOf('It often rains. The wind blows from the west.', { documentId: 'weather', source: 'weather.md' })
const pool = passageOf('서율 수영장의 이용료는 4천 원이다. 수영장은 월요일에 쉰다.', { documentId: 'pool', source: 'pool.md' })
const gym = passageOf('서율 체육관의 이용료는 2천 원이다. 체육관은 화요일에 쉰다.', { documentId: 'gym', source: 'gym.md' })

describe('an answer that takes several documents', () => {
  it('quotes one sentence of each', async () => {
    const passages = [harbour, museum, weather]
    const answer = await askLibrary('What is the mooring fee at Brackwater harbour and what does the entrance to the museum cost?', passages)
    expect(citedTexts(answer, passages)).toEqual(
      expect.arrayContaining(['The mooring fee at Brackwater harbour is 48 guilders.', 'The entrance to the Brackwater museum costs 9 guilders.']),
    )
    expect(answer.text).not.toContain('rains')
  })

  it('does so in Korean', async () => {
    const passages = [pool, gym, passageOf('날씨가 맑았다.', { documentId: 'sky' })]
    const answer = await askLibrary('서율 수영장과 체육관의 이용료는 각각 얼마인가요?', passages)
    expect(citedTexts(answer, passages)).toEqual(expect.arrayContaining(['서율 수영장의 이용료는 4천 원이다.', '서율 체육관의 이용료는 2천 원이다.']))
  })
})

describe('wordings of one sentence', () => {
  it('shows one of them', async () => {
    const passages = [
      passageOf('The annual member fee of the Larkmoor sailing club is exactly 40 guilders.', { documentId: 'one' }),
      passageOf('The annual member fee of the Larkmoor sailing club is 40 guilders.', { documentId: 'two' }),
    ]
    expect((await askLibrary('How much is the annual member fee of the Larkmoor sailing club?', passages)).citations).toHaveLength(1)
  })

  it('are not those in which a number differs', () => {
    expect(isNearlySame('동아리 회비는 한 해에 2만 4천 원이다.', '동아리  회비는 한 해에 2만 4천 원이다')).toBe(true)
    expect(isNearlySame('The fee is 40 guilders for members.', 'The fee is 50 guilders for members.')).toBe(false)
    expect(isNearlySame('The fee is paid in May.', 'The harbour opens at dawn.')).toBe(false)
  })
})
