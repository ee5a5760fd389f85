import { type Span, type SpanContext, stemOf } from './span-context'
import type { FeatureSink } from './span-features'

/** What the endings of Korean names tell. */
const sortOfName: Array<[string, RegExp]> = [
  ['place', /(?:시|도|군|구|국|역|동|읍|면|리|산|강|섬|공항|공원|교도소|호텔|미국|중국|일본|영국|독일|프랑스|한국|서울|러시아|지역|지방|해역|아)$/u],
  ['group', /(?:당|회|사|부|원|대학교?|은행|방송|일보|신문|위원회|협회|팀|연합|단체|본부|청|군|연맹|조합|그룹|재단|학교|단)$/u],
  ['law', /(?:법|조약|협정|선언|헌법|권|죄|제도|주의|정책|이론|설|운동|사건|전쟁|학)$/u],
  ['reason', /(?:때문|이유|위해|위하여|으로|인해|결과|탓|기$)/u],
  ['role', /(?:대통령|총리|장관|의원|감독|교수|선수|사장|회장|총장|위원장|대표|왕|황제|장군|기자|후보)$/u],
]
const vague = /^(?:이|그|저|자신|당시|이후|때문|경우|관련|모두|다시|함께|가장|처음|결국)/u

/** Particles say what a noun does in its sentence; the last syllables, of what sort it is. */
export function addKoreanFeatures({ words }: SpanContext, { first, last, hasParticle }: Span, { add, addBoth }: FeatureSink): void {
  const word = words[last]
  if (word === undefined) return
  if (hasParticle) {
    addBoth('keeps particle', 1)
    add(`keeps ${word.particle}`, 1)
  } else addBoth(`particle ${word.particle || 'none'}`, 1)
  const before = words[first - 1]
  if (before) addBoth(`particle before ${before.particle || 'none'}`, 1)
  const stem = hasParticle ? word.text : stemOf(word)
  for (const [sort, pattern] of sortOfName) if (pattern.test(stem)) addBoth(`sort ${sort}`, 1)
  if (last === first) addBoth(`syllables ${Math.min(6, stem.length)}`, 1)
  if (vague.test(stem)) add('vague', 1)
}
