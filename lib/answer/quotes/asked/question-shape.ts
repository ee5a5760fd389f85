/**
 * `sentence`: asks for something. `twofold`: for more than one thing. `joined`: perhaps for more than one, as "and" may stand in a name.
 * `subject`: names a subject alone, as a heading does.
 */
export type QuestionShape = 'sentence' | 'twofold' | 'joined' | 'subject'

const asking =
  /[?？]|\b(?:who(?:se|m)?|when|where|which|why|how|is|are|was|were|does|did|do|can|name)\b|무엇|무슨|뭐|누구|누가|언제|어디|어느|어떤|어떻게|얼마|몇|왜|(?:[은는]|인가|는가|나요|까)\s*$/iu
const requests = /^[“"'「『].*(?:알려|말해|설명|요약|정리)[가-힣\s]*[.!]?$|\bwhat do (?:my|our|the) (?:documents?|files?|notes?) say about\b/iu
const questionWord = /\b(?:who(?:se|m)?|what|when|where|which|why|how)\b|무엇|무슨|누구|누가|언제|어디|어느|얼마|몇/giu
/** 「각각 얼마」, "respectively"; and two questions joined. */
const severally = /\b(?:both|each|respectively)\b|각각/iu
const joining = /\band\b|(?<=[가-힣])(?:와|과|랑|하고|고|며)\s|(?<=\s)(?:및|그리고)\s/iu

export function shapeOf(question: string): QuestionShape {
  if (!asking.test(question) || requests.test(question)) return 'subject'
  if (severally.test(question)) return 'twofold'
  if (!joining.test(question)) return 'sentence'
  return (question.match(questionWord) ?? []).length > 1 ? 'twofold' : 'joined'
}
