import { describe, expect, it } from 'vitest'
import { chooseLanguage } from '@/components/i18n/choose-language'

describe('chooseLanguage', () => {
  it.each([
    ['ko', 'en-US,en;q=0.9', 'ko'],
    ['en', 'ko-KR,ko;q=0.9', 'en'],
    [undefined, 'ko-KR,ko;q=0.9,en-US;q=0.8', 'ko'],
    [undefined, 'en;q=0.5,ko;q=0.9', 'ko'],
    [undefined, 'fr-FR,fr;q=0.9,ko;q=0.4', 'ko'],
    [undefined, 'ko;q=0,en;q=0.1', 'en'],
    [undefined, 'de', 'en'],
    [undefined, null, 'en'],
    ['<script>', 'ko', 'ko'],
    [undefined, 'ko;q=abc,,;', 'ko'],
  ] as const)('cookie %s and header %s give %s', (cookie, header, expected) => {
    expect(chooseLanguage(cookie, header)).toBe(expected)
  })
})
