import { eld } from 'eld/small'
import { detectScriptLanguage } from '@/lib/domain/detect-script-language'
import { type LanguageCode, undeterminedLanguage } from '@/lib/domain/language'

/** Letters below which n-gram detection guesses rather than knows; short text takes the language around it. */
const fewestLetters = 40
const enoughLetters = new RegExp(`(?:\\p{L}\\P{L}*){${fewestLetters}}`, 'u')
/** Characters read of a whole document. */
const sampleLength = 20_000
/** Languages whose script settles it; the other scripts are shared by several languages. */
const settledByScript = new Set<LanguageCode>(['ko', 'ja', 'zh', 'el', 'he', 'th'])

/**
 * The language of a text: by script where the script settles it, else by n-grams (`eld`, small data set: the fastest
 * of the detectors that need no model file, and it knows 60 languages). `fallback` is returned for text too short to tell.
 */
export function detectLanguage(text: string, fallback: LanguageCode = undeterminedLanguage): LanguageCode {
  const sample = text.length <= sampleLength ? text : text.slice(0, sampleLength)
  const script = detectScriptLanguage(sample)
  if (settledByScript.has(script) || script === undeterminedLanguage) return script === undeterminedLanguage ? fallback : script
  if (enoughLetters.test(sample)) {
    const result = eld.detect(sample)
    if (result.language !== '' && result.isReliable()) return result.language
  }
  return fallback === undeterminedLanguage || settledByScript.has(fallback) ? script : fallback
}
