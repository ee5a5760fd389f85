import { detectScriptLanguage } from '@/lib/domain/detect-script-language'
import { undeterminedLanguage } from '@/lib/domain/language'

/** The `lang` of a text that a person or a document wrote, so that it is read out and broken over lines by its own rules. */
export function languageOf(text: string): string | undefined {
  const language = detectScriptLanguage(text)
  return language === undeterminedLanguage ? undefined : language
}
