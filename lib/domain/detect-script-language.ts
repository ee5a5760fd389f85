import { type LanguageCode, undeterminedLanguage } from './language'

/**
 * Tells the language of a short text, such as a question, by the scripts of its letters. Instant and never wrong
 * about Korean against English, which decides how a question is searched; it cannot tell French from English: every
 * Latin text comes back as `en`. Whole documents are told apart by `lib/ingest/detect-language.ts`.
 *
 * Korean questions often carry English product names (「React랑 Node.js 배운 사람을 위한 강의」), so a script counts
 * by words, not letters, and Hangul wins with a fifth of them: in Korean text the foreign words stay in
 * their script while the particles are Hangul.
 */

interface Script {
  language: LanguageCode
  pattern: RegExp
}

const latin: Script = { language: 'en', pattern: /\p{Script=Latin}/u }

/** Order matters only between equal counts. */
const scripts: Script[] = [
  { language: 'ko', pattern: /\p{Script=Hangul}/u },
  { language: 'ja', pattern: /[\p{Script=Hiragana}\p{Script=Katakana}]/u },
  { language: 'zh', pattern: /\p{Script=Han}/u },
  { language: 'ru', pattern: /\p{Script=Cyrillic}/u },
  { language: 'el', pattern: /\p{Script=Greek}/u },
  { language: 'ar', pattern: /\p{Script=Arabic}/u },
  { language: 'he', pattern: /\p{Script=Hebrew}/u },
  { language: 'th', pattern: /\p{Script=Thai}/u },
  { language: 'hi', pattern: /\p{Script=Devanagari}/u },
  latin,
]

/** Share of words with Hangul (or kana) from which a mixed text is Korean (Japanese). */
const mixedShare = 0.2

/** Returns `und` when the text holds no letter of a known script. */
export function detectScriptLanguage(text: string): LanguageCode {
  const counts = countWords(text)
  let total = 0
  for (const count of counts.values()) total += count
  if (total === 0) return undeterminedLanguage
  if ((counts.get('ko') ?? 0) / total >= mixedShare) return 'ko'
  // Japanese writes Han and kana together: any fair share of kana makes the Han characters Japanese.
  if ((counts.get('ja') ?? 0) / total >= mixedShare) return 'ja'
  let best: { language: LanguageCode; count: number } = { language: undeterminedLanguage, count: 0 }
  for (const [language, count] of counts) if (count > best.count) best = { language, count }
  return best.language
}

/** Counts words by the first script of `scripts` found in them. Chinese and Japanese write without spaces: two characters count as a word. */
function countWords(text: string): Map<LanguageCode, number> {
  const counts = new Map<LanguageCode, number>()
  for (const word of text.match(/[\p{L}\p{M}]+/gu) ?? []) {
    // Most words of a Latin text, without asking for the nine other scripts first.
    const script = /^[A-Za-z]+$/.test(word) ? latin : scripts.find(({ pattern }) => pattern.test(word))
    if (script === undefined) continue
    const weight = script.language === 'zh' || script.language === 'ja' ? Math.ceil(word.length / 2) : 1
    counts.set(script.language, (counts.get(script.language) ?? 0) + weight)
  }
  return counts
}
