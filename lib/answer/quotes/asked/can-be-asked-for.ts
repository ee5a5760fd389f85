import type { AskedKind } from './asked-kind'

/*
 * Whether a span can be what a "when" or a "how many" asks for at all. Set in bold, a phrase that names no time and no number would
 * claim to be one; the other kinds have no such sign that one could go by.
 */

const number =
  /\d|\b(?:no|none|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|half|third|quarter|dozens?|once|twice|several|few|many|single|double|triple|both|all|first|second)\b|[영일이삼사오육칠팔구십백천만억조]\s?(?:명|개|번|살|회|위|년|월|일|시|분|초|배|원|곳|가지|차례|권|편|대|마리|장|층)|(?:하나|한|둘|두|셋|세|넷|네|다섯|여섯|일곱|여덟|아홉|열|스물|서른|마흔|쉰|절반|반|모두|수\s?[십백천만])/iu
const time =
  /\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:spring|summer|autumn|fall|winter|season|day|night|morning|noon|afternoon|evening|midnight|week|month|year|decade|century|centuries|era|age|period|time|today|tomorrow|yesterday|now|later|early|late|end|beginning|when|while|after|before|during|until|since|once|ago|recently)\w*\b|봄|여름|가을|겨울|아침|점심|저녁|오전|오후|새벽|[밤낮때날]|요일|주말|평일|당시|시절|시대|시기|이후|이전|직후|직전|[후전]|동안|무렵|매일|매주|매년|올해|작년|내년|어제|오늘|내일/iu

export function canBeAskedFor(kind: AskedKind, text: string): boolean {
  if (kind === 'number') return number.test(text)
  return kind !== 'time' || number.test(text) || time.test(text)
}
