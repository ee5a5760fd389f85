import { describe, expect, it } from 'vitest'
import { countTokens } from '@/lib/models/generator/count-tokens'
import { TokenEstimate } from '@/lib/models/generator/token-estimate'

/**
 * The most tokens that any of six tokenizers (cl100k, o200k, Llama 3, Gemma 3, Qwen 2.5, Mistral 7B) made of these texts,
 * counted once with their own programs.
 */
const counted: Array<[string, string, number]> = [
  [
    'Korean prose',
    '도서관은 평일 오전 아홉 시에 문을 열고 저녁 여섯 시에 닫습니다. 주차장은 방문객에게 두 시간 동안 무료이며, 그 뒤로는 십 분마다 오백 원을 받습니다. 열람실에서는 음식물을 드실 수 없습니다.',
    119,
  ],
  [
    'English prose',
    'The library opens at nine on weekdays and closes at six. Visitors may park for two hours without charge; after that the fee is fifty cents for every ten minutes. Eating is not permitted in the reading rooms.',
    46,
  ],
  [
    'a scientific sentence',
    'Immunohistochemistry revealed downregulated phosphorylation of glycogen synthase kinase 3-beta (GSK-3β) in hippocampal interneurons (P < 0.001).',
    55,
  ],
  [
    'a table of numbers',
    '| 2024-01-17 | 1,204.55 | -37.2 % | 88,301 |\n| 2024-01-18 | 998.10 | +4.75 % | 91,044 |\n| 2024-01-19 | 1,017.03 | +1.9 % | 90,112 |',
    113,
  ],
  [
    'code',
    'export function readAddress(baseUrl: string): URL {\n  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null\n  if (!url) throw new AppError("invalid_request")\n  return url\n}',
    55,
  ],
  ['a hash', 'sha256 8019db3c315d27fe663d639a6cdc6f60dff2ae903312daea492b159b553ad66f afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1', 116],
  [
    'Korean with English and numbers',
    'Docker 20.10 이상에서 `docker compose up -d`를 실행하면 http://localhost:3000 에서 접속할 수 있습니다. (기본 포트: 3000, 메모리 4GB 권장)',
    75,
  ],
  ['Japanese', '東京都は日本の首都であり、世界最大級の都市圏を形成している。人口は約千四百万人である。', 48],
  ['German', 'Die Größe der Grundstücksfläche beträgt einschließlich der Straßenverkehrsfläche höchstens fünfhundert Quadratmeter.', 40],
]

describe('countTokens', () => {
  it.each(counted)('%s: never fewer than the costliest tokenizer, and not three times as many', (_name, text, most) => {
    expect(countTokens(text)).toBeGreaterThanOrEqual(most)
    expect(countTokens(text)).toBeLessThan(most * 3)
  })

  it('counts nothing for nothing, and each part at least as much as the whole', () => {
    expect(countTokens('')).toBe(0)
    for (const [, text] of counted) {
      const half = Math.floor(text.length / 2)
      expect(countTokens(text.slice(0, half)) + countTokens(text.slice(half))).toBeGreaterThanOrEqual(countTokens(text) - 30)
    }
  })
})

describe('TokenEstimate', () => {
  const prompt = [{ role: 'user' as const, content: '한국어 문장을 길게 이어 씁니다. '.repeat(100) }]
  const estimated = countTokens(prompt[0]?.content ?? '')

  it('follows a server that reports more, and only then', () => {
    const estimate = new TokenEstimate()
    estimate.learn(prompt, Math.round(estimated * 0.6))
    estimate.learn(prompt, null)
    expect(estimate.count('가나다라')).toBe(7)
    estimate.learn(prompt, Math.round(estimated * 1.25))
    expect(estimate.count('가나다라')).toBe(9)
    estimate.learn(prompt, estimated)
    expect(estimate.count('가나다라')).toBe(9)
  })

  it('believes neither what a template adds to a short prompt nor the impossible', () => {
    const estimate = new TokenEstimate()
    estimate.learn([{ role: 'user', content: 'Hi' }], 60)
    expect(estimate.count('가나다라')).toBe(7)
    estimate.learn(prompt, estimated * 50)
    expect(estimate.count('가나다라')).toBe(14)
  })
})
