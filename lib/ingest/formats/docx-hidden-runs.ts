/*
 * Takes the text out of a Word document's runs that Word does not show: marked as hidden (`w:vanish`), set in a point or less, or white
 * where nothing in the document has a ground of its own. The run stays, so that the document stays well-formed whatever is nested in it.
 */

const runProperties = /<w:rPr>((?:(?!<\/w:rPr>)[\s\S]){0,4000})<\/w:rPr>/g
const hiddenMark = /<w:(?:vanish|webHidden)(?:\s+w:val="(?:1|true|on)")?\s*\/>/
const tinyMark = /<w:sz\s+w:val="[12]"\s*\/>/
const whiteMark = /<w:color\s+w:val="[Ff]{6}"/
const ground = /<w:(?:shd|highlight|background|drawing|pict)\b/
const text = /(<w:t(?:\s[^>]*)?>)([^<]*)(<\/w:t>)/g

export function blankHiddenRuns(xml: string): { xml: string; hiddenCharacters: number } {
  const isPaper = !ground.test(xml)
  let hiddenCharacters = 0
  let blanked = ''
  let end = 0
  for (const match of xml.matchAll(runProperties)) {
    const properties = match[1] ?? ''
    if (!hiddenMark.test(properties) && !tinyMark.test(properties) && !(isPaper && whiteMark.test(properties))) continue
    const from = match.index + match[0].length
    if (from < end) continue
    const next = xml.slice(from).search(/<\/w:r>|<w:r[\s>]|<\/w:pPr>/)
    const until = next === -1 ? xml.length : from + next
    const run = xml.slice(from, until).replace(text, (_, open: string, words: string, close: string) => {
      hiddenCharacters += words.match(/[\p{L}\p{N}]/gu)?.length ?? 0
      return open + close
    })
    blanked += xml.slice(end, from) + run
    end = until
  }
  return { xml: blanked + xml.slice(end), hiddenCharacters }
}
