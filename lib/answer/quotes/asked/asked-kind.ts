/*
 * What kind of thing a question asks for, finer than what ranks sentences (`../expected-answer.ts`), and the noun that names
 * it: "Which company ...", 「... 설립한 단체는?」. The answer often ends with that noun or stands beside it.
 */

export const askedKinds = ['time', 'number', 'person', 'place', 'group', 'title', 'reason', 'manner', 'other'] as const
export type AskedKind = (typeof askedKinds)[number]

export interface AskedFor {
  kind: AskedKind
  /** Lower case, without its particle; empty where none can be told. */
  noun: string
  isKorean: boolean
  /** English: whether the asked-for thing does something, is done something with, or is said to be something. */
  form: 'subject' | 'object' | 'equal'
}

const nounsOf: Array<{ kind: AskedKind; english: RegExp; korean: RegExp }> = [
  {
    kind: 'time',
    english: /^(?:years?|dates?|days?|months?|century|centuries|decades?|times?|era|season)$/,
    korean: /(?:년도?|연도|날짜?|날|시기|시점|때|해|일자|월|세기|요일|시각|시간|계절|연대|기간)$/u,
  },
  {
    kind: 'number',
    english:
      /^(?:percentage|percent|number|amount|proportion|population|score|price|cost|fee|age|length|height|size|distance|rate|temperature|speed|capacity)$/,
    korean: /(?:수|명|개|번|살|회|위|퍼센트|횟수|인원|비율|금액|나이|가격|길이|높이|넓이|면적|점수|기록|인구|순위|액수|온도|속도|요금|이용료|회비|정원)$/u,
  },
  {
    kind: 'group',
    english:
      /^(?:company|companies|organi[sz]ations?|teams?|party|parties|university|school|college|agency|group|band|club|network|church|institution|government|army|tribe|people|dynasty|brand|department|committee)$/,
    korean: /(?:단체|조직|회사|기업|정당|당|팀|대학교?|학교|기관|위원회|방송사?|신문사?|언론사?|구단|그룹|부대|매체|재단|협회|법원|부서|세력|민족)$/u,
  },
  {
    kind: 'person',
    english:
      /^(?:persons?|man|woman|name|players?|author|writer|director|actor|actress|president|king|queen|emperor|scientists?|physicist|mathematician|leader|founder|inventor|coach|singer|artist|character|bishop|pope)$/,
    korean:
      /(?:사람|인물|감독|작가|저자|강사|대통령|선수|가수|배우|의원|총리|장관|왕|황제|교수|투수|타자|후보|진행자|대표|평론가|학자|아버지|어머니|아들|딸|아내|남편|부인|총장|위원장|주인공|캐릭터|스승|제자|검사|변호사|기자|목사|시인|화가|발명가|창시자|멤버)$/u,
  },
  {
    kind: 'place',
    english:
      /^(?:city|cities|country|countries|places?|state|states|region|town|area|location|continent|river|island|street|district|neighborhood|county|province|nation)$/,
    korean: /(?:장소|곳|도시|나라|국가|지역|국적|고향|출생지|마을|섬|강|산|대륙|역|공항|경기장|위치|수도|구장|교도소)$/u,
  },
  {
    kind: 'title',
    english:
      /^(?:film|movie|book|novel|song|album|show|series|game|magazine|newspaper|paper|journal|program|programme|opera|play|title|episode|report|treaty|act|law|article)$/,
    korean: /(?:영화|드라마|책|소설|노래|곡|앨범|프로그램|게임|작품|잡지|제목|논문|만화|저서|법|조약|신문|책자|음반|타이틀|다큐멘터리|시리즈)$/u,
  },
]

export function askedForBy(question: string): AskedFor {
  const isKorean = /[가-힣]/.test(question)
  const noun = isKorean ? koreanNounOf(question) : englishNounOf(question)
  return { kind: isKorean ? koreanKindOf(question, noun) : englishKindOf(question, noun), noun, isKorean, form: formOf(question) }
}

function koreanKindOf(question: string, noun: string): AskedKind {
  if (/언제/.test(question)) return 'time'
  if (/누구|누가/.test(question)) return 'person'
  if (/몇\s*(?:년|월|일|시|세기)(?!간|대|동안)/.test(question)) return 'time'
  if (/몇|얼마/.test(question)) return 'number'
  if (/어디/.test(question)) return kindOfNoun(noun, true) ?? 'place'
  if (/왜|이유|원인|때문/.test(question)) return 'reason'
  return kindOfNoun(noun, true) ?? (/어떻게|방법/.test(question) ? 'manner' : 'other')
}

function englishKindOf(question: string, noun: string): AskedKind {
  const words = question.toLowerCase()
  if (/\bwhen\b/.test(words)) return 'time'
  if (/\bwho(?:se|m)?\b/.test(words)) return 'person'
  if (/\bhow (?:many|much|long|old|far|tall|high|big|large|often|fast|deep|wide|close)\b/.test(words)) return 'number'
  if (/\bwhere\b/.test(words)) return 'place'
  if (/\bwhy\b|\bwhat (?:reason|caused?)\b|\breason\b/.test(words)) return 'reason'
  return kindOfNoun(noun, false) ?? (/\bhow\b/.test(words) ? 'manner' : 'other')
}

function formOf(question: string): AskedFor['form'] {
  const words = question.toLowerCase()
  if (/\b(?:what|which|who|whom|where|when|how|why)\b(?:\s+[\p{L}\p{N}'’-]+){0,4}?\s+(?:did|does|do|can|could|will|would|should|has|have|had)\b/u.test(words))
    return 'object'
  return /\b(?:what|who|which)(?: \S+)? (?:is|are|was|were|'s)\b/.test(words) ? 'equal' : 'subject'
}

function kindOfNoun(noun: string, isKorean: boolean): AskedKind | null {
  if (noun === '') return null
  return nounsOf.find(({ english, korean }) => (isKorean ? korean : english).test(noun))?.kind ?? null
}

const koreanEnding =
  /(?:은|는|이|가|란|이란)?\s*(?:각각\s*)?(?:(?:무엇|뭐|누구|누가|어디|언제|얼마|어떻게|무언)[가-힣]*(?:\s*(?:하는가|되는가|불리는가|부르는가|있는가|했는가))?|인가요?|입니까|일까요?)?[\s?？.!]*$/u

function koreanNounOf(question: string): string {
  const asked = /(?:무슨|어느|어떤|어떠한|몇)\s*([가-힣]+)/u.exec(question)?.[1]
  if (asked !== undefined) return asked.length > 1 ? asked.replace(/(?:으로|에서|에게|[은는이가을를의에로와과])$/u, '') || asked : asked
  const words = question
    .replace(koreanEnding, '')
    .replace(/(?:은|는|이|가)$/u, '')
    .trim()
    .split(/\s+/)
  const last = words.at(-1) ?? ''
  const before = words.at(-2) ?? ''
  return /^(?:이름|명칭|것|성명)$/u.test(last) && before.endsWith('의') ? before.slice(0, -1) : last
}

const skipped = new Set('the a an is are was were did do does name of kind type sort other two three four first last one some main'.split(' '))
const enders = new Set(
  'of in on at for to from by with that which who is are was were did do does has have had can could would will should may and or as during when where between about after before'.split(
    ' ',
  ),
)

function englishNounOf(question: string): string {
  const words = question.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? []
  const asking = words.findIndex((word) => word === 'what' || word === 'which' || word === 'many' || word === 'much')
  if (asking === -1) return ''
  let at = asking + 1
  while (skipped.has(words[at] ?? '')) at += 1
  const nouns: string[] = []
  for (const word of words.slice(at, at + 4)) {
    if (enders.has(word)) break
    nouns.push(word)
  }
  return nouns.at(-1) ?? ''
}
