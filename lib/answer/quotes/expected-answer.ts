/*
 * What a question asks for, told from its question words, and whether a sentence holds something of that kind. Only a
 * hint for ranking sentences: a wrong guess costs a little, never the answer. Question words and politeness are then removed,
 * so that what remains is what the documents must talk about.
 */

export type ExpectedAnswer = 'number' | 'time' | 'person' | 'place' | 'other'

const signsOf: Array<{ expected: ExpectedAnswer; pattern: RegExp }> = [
  {
    expected: 'time',
    pattern:
      /\bwhen\b|\b(?:what|which) (?:year|date|day|month|century|decade|time)\b|언제|몇\s*(?:년|월|일|시|세기)|(?:연도|년도|날짜|날|시기|때|해)(?:는|은|가)?\s*(?:언제)?(?:\?|$|인가|무엇)/iu,
  },
  {
    expected: 'number',
    pattern:
      /\bhow (?:many|much|long|old|far|tall|high|big|large|often|fast)\b|\bwhat (?:percentage|percent|number|amount|proportion)\b|몇|얼마|(?:수|횟수|인원|비율|금액|나이|가격|길이|높이|넓이|면적)(?:는|은|가)?\s*(?:\?|$|인가|무엇|얼마)/iu,
  },
  { expected: 'person', pattern: /\bwho(?:se|m)?\b|누구|누가|(?:사람|인물|이름|감독|작가|저자|강사|대통령|선수)(?:은|는|의 이름은)?\s*(?:\?|$)/iu },
  {
    expected: 'place',
    pattern: /\bwhere\b|\b(?:what|which) (?:city|country|place|state|region|town)\b|어디|(?:장소|곳|도시|나라|국가|지역)(?:는|은)?\s*(?:\?|$|어디)/iu,
  },
]

const holds: Record<ExpectedAnswer, RegExp | null> = {
  number:
    /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|hundred|thousand|million|billion|half|quarter|dozen|once|twice)\b|[한두세네]\s?(?:명|개|번|차례|가지|살|곳)|다섯|여섯|일곱|여덟|아홉|열/iu,
  time: /\d{3,4}|\d\s*[년월일시]|\d(?:st|nd|rd|th)\b|\b(?:january|february|march|april|may|june|july|august|september|october|november|december|century|decade)\b/iu,
  person: /(?<=[\p{L},;] )\p{Lu}\p{Ll}+|[가-힣]{2,4}(?:이|가|은|는|의|을|를|에게|와|과|도)?\s/u,
  place: /\b(?:in|at|near|from|to|of) (?:the )?\p{Lu}|[가-힣]+(?:에서|에|으로|시|도|군|구|국)\s/u,
  other: null,
}

const askingWords: RegExp[] = [
  /\b(?:do|does|did)? ?(?:my|your|our|the|these|any) (?:documents?|files?|notes?|texts?)(?: (?:say|tell me|mention|contain))?\b|\bshould (?:i|we) know\b|\b(?:is|are) (?:there|explained|described|mentioned)\b|\babout\b/giu,
  /(?:내|제|우리|이)?\s?문서(?:들|에서|에는|에)?(?=\s)|(?:에\s)?(?:대해서?|대하여|관해서?|관하여|관한|대한)(?=\s)|나와\s?있[가-힣]*|내용[을은]?(?=\s|$)/gu,
  /\b(?:please|tell me|can you|could you|explain|describe|find|show me|give me|i want to know|name of the|what(?:'s| is| are| was| were)?|which|who(?:se|m)?|when|where|why|how (?:many|much|long|old|far|often)|how)\b/giu,
  /(?:무엇|뭐|무슨|누구|누가|언제|어디|어느|어떤|어떻게|얼마나|얼마|몇|왜)[가-힣]*/gu,
  /(?:알려|말해|설명해|가르쳐|찾아|보여|정리해|요약해)\s*(?:줘|주세요|줄래|주실래요|주시겠어요|달라|봐)[가-힣]*/gu,
  /(?:있었던|있던|있는|같은)?\s*것?\s*같은데[가-힣]*/gu,
  /(?:[있없하되](?:나요|습니까|을까요?|니|어요?|는지요?|는가요?|던가요?)|[이인일]가요|인가|입니까|습니까|[하했됐된되]는가|[하했됐었았]나요?|일까요?|인지요?|나요|가요|이야|예요|이에요|인데|는지)(?=[\s?？.!,]|$)/gu,
]

/** Particles at the end of a Korean word of three syllables or more; the stem stays. Now and then a syllable too many goes, which costs one pair of many. */
const particles =
  /(?<=[가-힣]{2})(?:에게서|에서는|으로는|이라는|에서|에게|한테|께서|으로|까지|부터|이랑|라는|이란|처럼|보다|에는|은|는|이|가|을|를|의|에|로|와|과|랑|도|만|란)(?![가-힣])/gu

export function expectedAnswerOf(question: string): ExpectedAnswer {
  return signsOf.find(({ pattern }) => pattern.test(question))?.expected ?? 'other'
}

/** True also when nothing in particular is expected. */
export function holdsExpectedAnswer(expected: ExpectedAnswer, sentence: string): boolean {
  return holds[expected]?.test(sentence) ?? true
}

/** The question without question words, polite endings and requests; the question itself when nothing else would be left. */
export function subjectOfQuestion(question: string): string {
  const subject = askingWords
    .reduce((text, pattern) => text.replace(pattern, ' '), question)
    .replace(particles, '')
    .replace(/\s+/g, ' ')
    .trim()
  return /[\p{L}\p{N}]{2}/u.test(subject) ? subject : question
}
