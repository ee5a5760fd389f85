import { detectScriptLanguage } from '@/lib/domain/detect-script-language'
import type { InterfaceLanguage } from '@/lib/domain/error-catalog'

/** The language Docent's own sentences take when it answers `question`. */
export function answerLanguage(question: string): InterfaceLanguage {
  return detectScriptLanguage(question) === 'ko' ? 'ko' : 'en'
}

const notFoundTexts: Record<InterfaceLanguage, { withSources: string; withoutSources: string }> = {
  en: {
    withSources: 'Not found in your documents. The nearest passages are listed as sources.',
    withoutSources: 'Not found in your documents.',
  },
  ko: {
    withSources: '문서에서 답을 찾지 못했습니다. 가장 가까운 구절을 출처에 보여 드립니다.',
    withoutSources: '문서에서 답을 찾지 못했습니다.',
  },
}

export function notFoundText(question: string, sourceCount: number): string {
  const texts = notFoundTexts[answerLanguage(question)]
  return sourceCount > 0 ? texts.withSources : texts.withoutSources
}
