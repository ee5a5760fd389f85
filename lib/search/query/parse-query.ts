/*
 * What a person may write into a question beside words, as in most search engines: "a quoted phrase" must stand in the passage,
 * -word and -"phrase" must not. The marks of all quotation that is common in English and Korean texts are taken, single
 * ones not: they are apostrophes, and 'emphasis' in Korean. A minus is one only before a letter and after a space, so that
 * self-hosted and -5 stay what they are.
 */

export interface ParsedQuery {
  /** What is looked for: the words and the phrases without marks, and without what is excluded. */
  text: string
  /** Each must stand in a passage as it is. At most 8. */
  phrases: string[]
  /** None of them may. At most 8. */
  excluded: string[]
}

const mostOfAKind = 8
const openings = '"“”„«「『'
const closings = '"“”»」』'
const quoted = `[${openings}]([^${openings}${closings}\\n]{1,200})[${closings}]`
const excludedPattern = new RegExp(`(?<=^|\\s)[-−](?:${quoted}|(\\p{L}[\\p{L}\\p{N}\\p{M}._\\-]*))`, 'gu')
const phrasePattern = new RegExp(quoted, 'gu')

/** Never fails: what is no mark is text. */
export function parseQuery(query: string): ParsedQuery {
  const excluded: string[] = []
  const rest = query.replace(excludedPattern, (_, phrase: string | undefined, word: string | undefined) => {
    excluded.push((phrase ?? word ?? '').trim())
    return ''
  })
  const phrases: string[] = []
  const text = rest.replace(phrasePattern, (_, phrase: string) => {
    phrases.push(phrase.trim())
    return ` ${phrase} `
  })
  return { text: text.replace(/\s+/g, ' ').trim(), phrases: sayingSomething(phrases), excluded: sayingSomething(excluded) }
}

function sayingSomething(texts: string[]): string[] {
  return [...new Set(texts.filter((text) => /[\p{L}\p{N}]/u.test(text)))].slice(0, mostOfAKind)
}
