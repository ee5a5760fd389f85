/** Names of one unit, the first being the one it is known by. */
const units = [
  '% percent per\\s?cent 퍼센트 프로',
  'km kilomet(?:er|re)s? 킬로미터',
  'cm centimet(?:er|re)s? 센티미터',
  'mm millimet(?:er|re)s? 밀리미터',
  'm met(?:er|re)s? 미터',
  'mile miles?',
  'ft feet foot 피트',
  'kg kilograms? kilos? 킬로그램',
  'mg milligrams? 밀리그램',
  'g grams? 그램',
  'lb lbs? pounds? 파운드',
  'ton tons? tonnes? 톤',
  'l lit(?:er|re)s? 리터',
  'ml millilit(?:er|re)s? 밀리리터',
  'year years? 년간 년 세',
  'month months? 개월',
  'week weeks? 주일 주간 주',
  'day days? 일간 일',
  'hour hours? hrs? 시간',
  'minute minutes? mins? 분간 분',
  'second seconds? secs? 초',
  'KRW won 원',
  'USD dollars? US\\$ \\$ 달러',
  'EUR euros? € 유로',
  'JPY yen ¥ 엔',
  'person people persons? 명 인',
  '°C degrees?\\sCelsius ℃ 섭씨',
  '°F degrees?\\sFahrenheit ℉ 화씨',
  'MB megabytes? 메가바이트',
  'GB gigabytes? 기가바이트',
  'TB terabytes? 테라바이트',
].map((line) => line.split(' '))

const named = units.map((names) => ({ name: names[0] ?? '', after: new RegExp(`^\\s?-?(?:${names.map((name) => guard(name)).join('|')})`, 'u') }))

function guard(name: string): string {
  const pattern = name === '$' ? '\\$' : name
  return /[a-zA-Z?)]$/.test(pattern) && !/[가-힣]/.test(pattern) ? `${pattern}(?![\\p{L}\\d])` : pattern
}

/** The unit right at the beginning of what follows a number; empty when there is none that is known. */
export function unitAfter(text: string): string {
  return named.find(({ after }) => after.test(text))?.name ?? ''
}

/** A sign of money right before a number. */
export function unitBefore(text: string): string {
  const sign = /([$€¥₩£])\s?$/u.exec(text)?.[1]
  return { $: 'USD', '€': 'EUR', '¥': 'JPY', '₩': 'KRW', '£': 'GBP' }[sign ?? ''] ?? ''
}
