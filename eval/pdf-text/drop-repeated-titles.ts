/** A numbered title: `3.1. Overview`, `D.2.1. Disk space`. */
const numberedTitle = /^(?:\p{L}|\d+)(?:\.\d+)+\.\s+\S/u

/**
 * The plain text of a manual lists the titles of a chapter once more before it, which its PDF does not: each title stands there in the
 * list of contents, in that of the chapter and as a heading. Without the second of three, to see how much of what a PDF cannot give is due to that.
 */
export function dropRepeatedTitles(text: string): string {
  const lines = text.split('\n')
  const places = new Map<string, number[]>()
  for (const [place, line] of lines.entries()) {
    const title = line.replace(/\s+/g, ' ').trim()
    if (numberedTitle.test(title)) places.set(title, [...(places.get(title) ?? []), place])
  }
  const dropped = new Set([...places.values()].flatMap((at) => at.slice(1, -1)))
  return lines.filter((_, place) => !dropped.has(place)).join('\n')
}
