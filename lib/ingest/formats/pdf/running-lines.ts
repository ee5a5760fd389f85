import type { TextLine } from './page-lines'

/**
 * Removes running heads, running feet and page numbers: lines at the upper or lower edge of a page that come back on at least
 * `fewestPages` pages at the same height, numbers aside. Left in, they would cut sentences that go over a page break
 * and be found for every question about the document's title.
 */
const fewestPages = 3
/** How many lines from the edge are looked at: heads of two lines are common, longer ones are not. */
const edgeLines = 2
/** Points of height that count as the same place. */
const samePlace = 3

/** When removing leaves more than this share of the pages empty, what comes back is the text itself: slides, forms, test pages. */
const emptiedShare = 0.5
/** From this share of repeated lines on, everything at a place is a running line: chapter and section names change from page to page. */
const bandShare = 0.5

export function removeRunningLines(pages: TextLine[][]): TextLine[][] {
  const edges = pages.map(edgesOf)
  const repeats = countPages(edges, keysOf)
  const isRepeated = (line: TextLine) => keysOf(line).some((key) => (repeats.get(key) ?? 0) >= fewestPages)
  const all = countPages(edges, placesOf)
  const repeated = countPages(
    edges.map((lines) => lines.filter(isRepeated)),
    placesOf,
  )
  const isInBand = (line: TextLine) => placesOf(line).some((place) => (repeated.get(place) ?? 0) >= Math.max(fewestPages, (all.get(place) ?? 0) * bandShare))
  const kept = pages.map((lines, index) => {
    const running = new Set(edges[index]?.filter((line) => isRepeated(line) || isInBand(line)))
    return lines.filter((line) => !running.has(line))
  })
  return countFilled(kept) < countFilled(pages) * (1 - emptiedShare) ? pages : kept
}

function countFilled(pages: TextLine[][]): number {
  return pages.filter((lines) => lines.length > 0).length
}

/** On how many pages each key occurs. */
function countPages<Key>(pages: TextLine[][], keys: (line: TextLine) => Key[]): Map<Key, number> {
  const counts = new Map<Key, number>()
  for (const lines of pages) {
    for (const key of new Set(lines.flatMap(keys))) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** The uppermost and lowermost lines; a row of several pieces (left, middle, right) counts as one line. */
function edgesOf(lines: TextLine[]): TextLine[] {
  const heights = [...new Set(lines.map((line) => Math.round(line.y)))].sort((a, b) => a - b)
  const edges = new Set([...heights.slice(0, edgeLines), ...heights.slice(-edgeLines)])
  return lines.filter((line) => edges.has(Math.round(line.y)))
}

/** Two neighbouring places, so that rounding does not part equal ones. */
function placesOf(line: TextLine): number[] {
  const place = Math.floor(line.y / samePlace)
  return [place, place + 1]
}

/** A place with the text there, numbers aside. */
function keysOf(line: TextLine): string[] {
  const text = /^[ivxlcdm]{1,6}$/i.test(line.text) ? '#' : line.text.replace(/\d+/g, '#')
  return placesOf(line).map((place) => `${place} ${text}`)
}
