import { countReadable } from '../text/count-readable'

/*
 * Takes the text out of a Word document's runs that Word does not show: marked as hidden (`w:vanish`) by themselves or by their style,
 * set in a point or less, or white where nothing in the document has a ground of its own. The run stays, so that the document stays well-formed whatever is nested in it.
 */

const runProperties = /<w:rPr>((?:(?!<\/w:rPr>)[\s\S]){0,4000})<\/w:rPr>/g
const hiddenMark = /<w:(?:vanish|webHidden)(?:\s+w:val="(?:1|true|on)")?\s*\/>/
const tinyMark = /<w:sz\s+w:val="[12]"\s*\/>/
const whiteMark = /<w:color\s+w:val="[Ff]{6}"/
const ground = /<w:(?:shd|highlight|background|drawing|pict)\b/
const text = /(<w:t(?:\s[^>]*)?>)([^<]*)(<\/w:t>)/g

/** Styles of runs that hide them, by the part `styles.xml`. Styles made from them are not followed. */
export function findHiddenStyles(xml: string): Set<string> {
  const hidden = new Set<string>()
  for (const [style, attributes = ''] of xml.matchAll(characterStyle)) {
    const name = /\bw:styleId="([^"]*)"/.exec(attributes)?.[1]
    if (name !== undefined && hiddenMark.test(style)) hidden.add(name)
  }
  return hidden
}

const characterStyle = /<w:style\s([^>]*\bw:type="character"[^>]*)>(?:(?!<\/w:style>)[\s\S]){0,8000}<\/w:style>/g
const styleOfRun = /<w:rStyle\s+w:val="([^"]*)"/

export function blankHiddenRuns(xml: string, hiddenStyles: ReadonlySet<string> = new Set()): { xml: string; hiddenCharacters: number } {
  const isPaper = !ground.test(xml)
  let hiddenCharacters = 0
  let blanked = ''
  let end = 0
  for (const match of xml.matchAll(runProperties)) {
    const properties = match[1] ?? ''
    const isStyledHidden = hiddenStyles.has(styleOfRun.exec(properties)?.[1] ?? '') && !/<w:vanish\s+w:val="(?:0|false|off)"/.test(properties)
    if (!isStyledHidden && !hiddenMark.test(properties) && !tinyMark.test(properties) && !(isPaper && whiteMark.test(properties))) continue
    const from = match.index + match[0].length
    if (from < end) continue
    const next = xml.slice(from).search(/<\/w:r>|<w:r[\s>]|<\/w:pPr>/)
    const until = next === -1 ? xml.length : from + next
    const run = xml.slice(from, until).replace(text, (_, open: string, words: string, close: string) => {
      hiddenCharacters += countReadable(words)
      return open + close
    })
    blanked += xml.slice(end, from) + run
    end = until
  }
  return { xml: blanked + xml.slice(end), hiddenCharacters }
}
