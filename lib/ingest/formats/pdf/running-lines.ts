import type { TextLine } from './page-lines'

/**
 * Tells apart running heads, running feet and page numbers, which are kept beside the text: lines at the upper or lower edge of a page that come back on at least
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

/** Times the usual size: type this large is a title, also when every chapter has one at the same place. */
const titleScale = 1.4

export interface SeparatedLines {
  /** The text of each page, and what runs along with it, page by page as given. */
  kept: TextLine[][]
  running: TextLine[][]
}

export function separateRunningLines(pages: TextLine[][]): SeparatedLines {
  const largest = usualSize(pages) * titleScale
  const edges = pages.map((lines) => edgesOf(lines).filter((line) => line.size < largest && line.bookmark === undefined))
  const repeats = countPages(edges, keysOf)
  const isRepeated = (line: TextLine) => keysOf(line).some((key) => (repeats.get(key) ?? 0) >= fewestPages)
  const all = countPages(edges, placesOf)
  const repeated = countPages(
    edges.map((lines) => lines.filter(isRepeated)),
    placesOf,
  )
  const isInBand = (line: TextLine) => placesOf(line).some((place) => (repeated.get(place) ?? 0) >= Math.max(fewestPages, (all.get(place) ?? 0) * bandShare))
  const running = edges.map((lines) => lines.filter((line) => isRepeated(line) || isInBand(line)))
  const kept = pages.map((lines, index) => {
    const removed = new Set(running[index])
    return lines.filter((line) => !removed.has(line))
  })
  const isText = countFilled(kept) < countFilled(pages) * (1 - emptiedShare)
  return isText ? { kept: pages, running: pages.map(() => []) } : { kept, running }
}

function countFilled(pages: TextLine[][]): number {
  return pages.filter((lines) => lines.length > 0).length
}

/** That of most characters. */
function usualSize(pages: TextLine[][]): number {
  const characters = new Map<number, number>()
  for (const { size, text } of pages.flat()) characters.set(Math.round(size), (characters.get(Math.round(size)) ?? 0) + text.length)
  return [...characters].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0])[0]
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
function edgesOf(all: TextLine[]): TextLine[] {
  const lines = all.filter((line) => line.angle === undefined)
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
