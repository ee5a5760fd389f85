/*
 * Where a Korean word ends and its grammar begins, by a list of endings instead of a dictionary: 임종석이 is 임종석 and 이, 주도한 is 주도 and
 * 한. It only decides what counts less, never what is looked for, so that a wrong cut (길이 taken for 길 and 이) costs little.
 */

const shortestStem = 2

/** Particles after nouns, longest first where one ends with another. */
const particles =
  '으로부터 에게서 에서는 에서도 으로는 으로써 으로서 이라는 이라고 까지 부터 에서 에게 으로 라는 라고 처럼 보다 만큼 하고 이나 이란 이며 에는 에도 과의 와의 ' +
  '들은 들이 들을 들의 은 는 이 가 을 를 의 에 도 로 와 과 만 나 란'

/** Endings of verbs, of 하다 and 되다 first, and of the copula. */
const verbEndings =
  '하는 했던 되는 된 한 할 하여 해서 하게 했는가 인가 는가 은가 이었나 였나 했나 했는지 인지 는지 이라 라 며 고 다 요 니 입니까 습니까 인가요 나요 까요 했나요 되나요 하나요'

const particlePattern = patternOf(particles)
const verbEndingPattern = patternOf(verbEndings)
const questionWord = /^(?:무엇|누구|언제|어디|어느|어떤|어떻게|무슨|얼마|몇|왜|뭐)/

/** Characters of `word` before its particle or ending: all of it where none is known, never fewer than two of a longer word. */
export function koreanStemLength(word: string): number {
  const match = particlePattern.exec(word) ?? verbEndingPattern.exec(word)
  return match === null ? word.length : match.index
}

/** Words that ask and are not asked about: 무엇인가, 누구, 언제. */
export function isKoreanQuestionWord(word: string): boolean {
  return questionWord.test(word)
}

function patternOf(endings: string): RegExp {
  const longestFirst = endings.split(' ').sort((left, right) => right.length - left.length)
  return new RegExp(`(?<=^.{${shortestStem},})(?:${longestFirst.join('|')})$`, 'u')
}
