import { type PassageLine, passageLines } from '../passage-lines'

/** An item of a list, with the line that says what is listed. */
export interface ListItem {
  /** Offsets into the passage's text. */
  start: number
  end: number
  /** "The kit holds:" right above the list; null where no line ends so. */
  header: { start: number; end: number } | null
}

const itemMark = /^(?:[-*•·▪◦○●■□]|\(?\d{1,3}[.)]|[①-⑳])\s/u

/** In reading order. Lists of one item are none. */
export function listItems(text: string): ListItem[] {
  const lines = passageLines(text)
  const runs: Array<{ items: PassageLine[]; before: PassageLine | undefined }> = []
  let before: PassageLine | undefined
  let isOpen = false
  for (const line of lines) {
    if (line.isBlank) continue
    const isItem = itemMark.test(text.slice(line.start, line.end))
    if (isItem && isOpen) runs.at(-1)?.items.push(line)
    else if (isItem) runs.push({ items: [line], before })
    isOpen = isItem
    if (!isItem) before = line
  }
  return runs
    .filter(({ items }) => items.length > 1)
    .flatMap(({ items, before: lead }) => {
      const header = lead !== undefined && /[:：]$/u.test(text.slice(lead.start, lead.end)) ? { start: lead.start, end: lead.end } : null
      return items.map(({ start, end }) => ({ start, end, header }))
    })
}
