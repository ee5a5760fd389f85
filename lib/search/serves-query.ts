import { detectScriptLanguage } from '@/lib/domain/detect-script-language'
import { undeterminedLanguage } from '@/lib/domain/language'
import type { Embedder } from '@/lib/domain/ports/embedder'

/**
 * Whether the embedder is known to search well in the query's language. A query with no letters of a known script (only
 * digits, say) is lexical: codes and numbers are matched, not understood.
 */
export function servesQuery(embedder: Pick<Embedder, 'model'>, query: string): boolean {
  const language = detectScriptLanguage(query)
  return language !== undeterminedLanguage && embedder.model.languages.includes(language)
}
