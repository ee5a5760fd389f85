/*
 * Names in an answer's sentence: capitalised words where a sentence would not have them, words with digits or inner capitals (GPT-4, mRNA),
 * and Korean names that carry a title (강수빈 교수). Korean has no capitals: other Korean names are left to the words of the sentence.
 */

const word = "\\p{Lu}[\\p{L}\\p{N}'’.&-]*[\\p{L}\\p{N}]"
const sequence = new RegExp(`(?<![\\p{L}\\p{N}])${word}(?:\\s(?:(?:of|the|de|van|von|la|and|for)\\s)?${word})*`, 'gu')
const code =
  /(?<![\p{L}\p{N}])(?=[\p{Script=Latin}\p{N}-]*\p{Script=Latin})(?=[\p{Script=Latin}\p{N}-]*\p{N})[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{N}-]+/gu
const titled =
  /(?<![가-힣])([가-힣]{2,4})\s(?:씨|님|교수|강사|대표|위원장|장관|대통령|박사|선생|의원|감독|회장|사장|팀장|부장|과장|대리|총리|원장|소장|기자|작가)(?![가-힣]{3})/gu
const common = new Set(
  'the this that these those there here it its in on at by for from with when while what which who how why if as an and or but yes no however therefore thus also both each some many most all other such they he she we you i his her their our not only after before during since because although overall finally first second third according based additionally moreover furthermore meanwhile instead patients people studies study january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday'.split(
    ' ',
  ),
)

/** Without repeats. */
export function readNames(sentence: string): string[] {
  const beginning = /^[^\p{L}\p{N}]*/u.exec(sentence)?.[0].length ?? 0
  const capitalised = Array.from(sentence.matchAll(sequence)).flatMap((match) => {
    const names = trimCommon(match[0])
    // The first word of a sentence is capitalised whatever it is; with another after it, or inner capitals, it is a name.
    if (match.index === beginning && names.length === 1 && !/\p{Lu}/u.test((names[0] ?? '').slice(1))) return []
    return names.length === 0 ? [] : [names.join(' ')]
  })
  const codes = Array.from(sentence.matchAll(code), ([name]) => name).filter((name) => !/^\d+(?:st|nd|rd|th|s|k|m|km|kg|mg|g|ml|cm|mm|h|x)$/iu.test(name))
  const korean = Array.from(sentence.matchAll(titled), ([, name = '']) => name)
  return [...new Set([...capitalised, ...codes, ...korean])]
}

function trimCommon(name: string): string[] {
  const words = name.split(/\s/u)
  while (words.length > 0 && common.has((words[0] ?? '').toLowerCase())) words.shift()
  return words
}
