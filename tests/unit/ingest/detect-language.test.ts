import { describe, expect, it } from 'vitest'
import { detectScriptLanguage } from '@/lib/domain/detect-script-language'
import { detectLanguage } from '@/lib/ingest/detect-language'

describe('detectScriptLanguage', () => {
  it.each([
    ['리액트랑 Node.js 배운 사람을 위한 구글 API 챗봇 강의', 'ko'],
    ['React hooks 와 Redux toolkit 비교', 'ko'],
    ['Which lecture covers React?', 'en'],
    ['日本語の質問です', 'ja'],
    ['图书馆几点关门', 'zh'],
    ['Когда открыто?', 'ru'],
    ['1234 !?', 'und'],
    ['', 'und'],
  ])('%s is %s', (text, language) => expect(detectScriptLanguage(text)).toBe(language))
})

describe('detectLanguage', () => {
  it('tells Latin languages apart', () => {
    expect(detectLanguage('The observatory is open from Wednesday to Sunday and closes at nine in the evening.')).toBe('en')
    expect(detectLanguage('Die Sternwarte ist von Mittwoch bis Sonntag geöffnet und schließt um neun Uhr abends.')).toBe('de')
    expect(detectLanguage("L'observatoire est ouvert du mercredi au dimanche et ferme à neuf heures du soir.")).toBe('fr')
  })

  it('takes the language around it for text too short to tell', () => {
    expect(detectLanguage('Total: 42', 'de')).toBe('de')
    expect(detectLanguage('12 / 2024', 'ko')).toBe('ko')
    expect(detectLanguage('React, Node.js', 'ko')).toBe('en')
  })
})
