import type { QuotedAnswerScores } from './measure-quoted-answers'

export interface AnswersRow {
  set: string
  part: string
  scores: QuotedAnswerScores
}

/** A Markdown table. */
export function formatAnswersReport(rows: AnswersRow[]): string {
  return [
    '| set | questions | | gold answer shown | in bold | refused | mean quotes | mean words in bold |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map(({ set, part, scores }) => {
      const { questions, shown, bold, refused, quotes, boldWords } = scores
      const cells = [set, questions, part, percent(shown), percent(bold), percent(refused), quotes.toFixed(2), boldWords.toFixed(1)]
      return `| ${cells.join(' | ')} |`
    }),
  ].join('\n')
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
