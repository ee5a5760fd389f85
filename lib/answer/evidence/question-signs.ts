import { askedForBy } from '../quotes/asked/asked-kind'

/*
 * How a question is asked, as far as that says how often passages on its subject answer it. Dates, amounts and the first or largest of something are
 * single facts that most texts on a subject leave out; "which ..." describes what it looks for, and a text that fits the description names it.
 * Answerable of NoMIRACL's 500, half of which are: 77 % of those with "which", 25 % that ask for a date or an amount, 31 % for an extreme.
 * Left out: questions for yes or no. None of its 11 is answerable, which is too few to turn all such questions away.
 */

export interface QuestionSigns {
  asksWhich: boolean
  /** A time or a number. */
  asksFigure: boolean
  /** First, last, only, largest and the like. */
  asksExtreme: boolean
}

const extreme =
  /\b(?:first|last|only|most|least|(?!interest|forest|request|protest|harvest|contest|honest|everest|suggest|priest|budapest|\w*west\b)\w{3,}est)\b/i

/** "which" and extremes are told in English alone. */
export function questionSigns(question: string): QuestionSigns {
  const { kind } = askedForBy(question)
  return { asksWhich: /\bwhich\b/i.test(question), asksFigure: kind === 'time' || kind === 'number', asksExtreme: extreme.test(question) }
}
