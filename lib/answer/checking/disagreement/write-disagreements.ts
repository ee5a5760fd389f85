import type { Citation } from '@/lib/domain/answer'
import type { InterfaceLanguage } from '@/lib/domain/error-catalog'
import { pageAt } from '@/lib/domain/page/page-at'
import { answerLanguage } from '../../answer-language'
import { writeSlice } from '../../quotes/writing/write-slice'
import type { Statement } from './compare-statements'
import type { Disagreement } from './find-disagreements'
import type { StatedValue } from './stated-values'

/** The end of an answer, as Markdown with marks, and one citation for each mark. */
export interface WrittenDisagreements {
  text: string
  citations: Citation[]
}

interface Words {
  title: string
  written: (date: string) => string
}

const wordsOf: Record<InterfaceLanguage, Words> = {
  en: { title: 'Your documents do not agree here:', written: (date) => `written ${date}` },
  ko: { title: '문서마다 내용이 다릅니다:', written: (date) => `${date} 작성` },
}

/** What each document says, exactly, with its name and, where it is known, the day it was written. `dates`: ISO dates by the documents' ids. */
export function writeDisagreements(question: string, disagreements: Disagreement[], dates: ReadonlyMap<string, string>): WrittenDisagreements {
  const words = wordsOf[answerLanguage(question)]
  const lines = new Map<string, { statement: Statement; value: StatedValue }>()
  for (const { shown, other, values } of disagreements) {
    for (const one of [
      { statement: shown, value: values.shown },
      { statement: other, value: values.other },
    ])
      lines.set(placeOf(one.statement), lines.get(placeOf(one.statement)) ?? one)
  }
  const all = [...lines.values()]
  const text = [`**${words.title}**`, '', ...all.map(({ statement, value }) => writeLine(statement, value, words, dates))].join('\n')
  return { text, citations: all.map(({ statement }) => cite(statement)) }
}

/** Whether an answer ends with such a part. */
export function tellsDisagreement(answer: string): boolean {
  return Object.values(wordsOf).some(({ title }) => answer.includes(`**${title}**`))
}

function writeLine({ scored, text }: Statement, value: StatedValue, words: Words, dates: ReadonlyMap<string, string>): string {
  const { passage, passageRank } = scored
  const date = dates.get(passage.documentId)
  const start = text.indexOf(value.text)
  const sentence = writeSlice(text, start === -1 ? null : { start, end: start + value.text.length }).replace(/\s+/gu, ' ')
  const name = writeSlice(passage.source.split('/').at(-1) ?? passage.source, null)
  return `- ${sentence} [${passageRank + 1}] (${date === undefined ? name : `${name}, ${words.written(date.slice(0, 10))}`})`
}

function cite({ scored: { passage, passageRank, unit } }: Statement): Citation {
  const start = passage.start + unit.start
  return { sourceNumber: passageRank + 1, page: pageAt(passage, start), start, end: passage.start + unit.end }
}

function placeOf({ scored: { passage, unit } }: Statement): string {
  return `${passage.documentId} ${passage.start + unit.start}`
}
