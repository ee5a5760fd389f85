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

const missingLabels: Record<InterfaceLanguage, string> = { en: 'Not in your documents:', ko: '문서에 없는 내용:' }

/** The line that says which part of the question the documents do not answer. */
export function missingPartLine(question: string, part: string): string {
  return `**${missingLabels[answerLanguage(question)]}** ${part}`
}

/** Whether a line of an answer is one of Docent's own, which claims nothing about the documents. */
export function isMissingPartLine(line: string): boolean {
  return Object.values(missingLabels).some((label) => line.startsWith(`**${label}**`))
}
