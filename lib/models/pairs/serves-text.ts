import { detectScriptLanguage } from '@/lib/domain/detect-script-language'
import { undeterminedLanguage } from '@/lib/domain/language'
import type { CrossEncoderEntry } from '../manifest/model-entry'

/** A model that never learned the language of a text judges it by chance. */
export function servesText({ languages }: Pick<CrossEncoderEntry, 'languages'>, text: string): boolean {
  const language = detectScriptLanguage(text)
  return language === undeterminedLanguage || languages.includes(language)
}
