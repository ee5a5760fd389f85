import { type QuoteDependencies, quoteAnswer } from '@/lib/answer/quotes/quote-answer'
import type { Answer } from '@/lib/domain/answer'
import { extractTerms } from '@/lib/search/extract-terms'
import { mean } from '@/lib/search/lab/ranking-metrics'
import type { AskedQuestion } from './asked-question'

/** Of some questions; shares of all of them, refused ones counted as not shown. */
export interface QuotedAnswerScores {
  questions: number
  /** The gold answer, letter by letter, lies within one of at most three quotes. */
  shown: number
  /** It lies within one run of bold. */
  bold: number
  refused: number
  /** Of the questions answered. */
  quotes: number
  /** Words in bold in an answer, all runs together; of those with some. */
  boldWords: number
}

interface Outcome {
  isShown: boolean
  isBold: boolean
  isRefused: boolean
  quotes: number
  boldWords: number
}

const mostQuotes = 3

/** Whatever `quoteAnswer` answers with, read back from its Markdown. */
export async function measureQuotedAnswers(questions: AskedQuestion[], modelId: string, models: QuoteDependencies['models']): Promise<QuotedAnswerScores> {
  const outcomes: Outcome[] = []
  for (const question of questions) outcomes.push(judge(question, await answerTo(question, modelId, models)))
  const answered = outcomes.filter(({ isRefused }) => !isRefused)
  return {
    questions: questions.length,
    shown: mean(outcomes.map(({ isShown }) => Number(isShown))),
    bold: mean(outcomes.map(({ isBold }) => Number(isBold))),
    refused: mean(outcomes.map(({ isRefused }) => Number(isRefused))),
    quotes: mean(answered.map(({ quotes }) => quotes)),
    boldWords: mean(answered.filter(({ boldWords }) => boldWords > 0).map(({ boldWords }) => boldWords)),
  }
}

function judge({ answers }: AskedQuestion, { kind, text, citations }: Answer): Outcome {
  const isRefused = kind === 'not-found'
  const runs = boldRuns(text)
  const shown = plainText(text)
  return {
    isRefused,
    isShown: !isRefused && citations.length <= mostQuotes && answers.some((answer) => shown.includes(answer)),
    isBold: !isRefused && answers.some((answer) => runs.some((run) => run.includes(answer))),
    quotes: citations.length,
    boldWords: runs.reduce((sum, run) => sum + run.split(/\s+/).length, 0),
  }
}

/** Asterisks of the documents are escaped, so the others are those of bold. */
export function boldRuns(markdown: string): string[] {
  return Array.from(markdown.matchAll(/(?<!\\)\*\*(.+?)(?<!\\)\*\*/gs), ([, run = '']) => unescapeMarkdown(run))
}

export function plainText(markdown: string): string {
  return unescapeMarkdown(markdown.replace(/(?<!\\)\*\*/g, ''))
}

function unescapeMarkdown(text: string): string {
  return text.replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
}

/** With the cosines that are known already. */
async function answerTo({ question, passages, similarity, cosines }: AskedQuestion, modelId: string, models: QuoteDependencies['models']) {
  const known = cosines && [...cosines.values()]
  const dependencies: QuoteDependencies = {
    extractTerms,
    measureSimilarity: async () => similarity,
    meaning: { modelId, compare: async (_, texts) => (known === null || known.length !== texts.length ? null : { modelId, cosines: known }) },
    models,
  }
  for await (const step of quoteAnswer(dependencies, { question, passages })) if (step.type === 'end') return step.answer
  throw new Error('the answer ended without an end')
}
