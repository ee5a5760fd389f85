import type { SpanWeights } from '../rank-spans'

/** From lines of "name weight; name weight". */
export function parseWeights(lines: string[]): SpanWeights {
  return new Map(
    lines
      .flatMap((line) => line.split('; '))
      .map((entry): [string, number] => {
        const space = entry.lastIndexOf(' ')
        return [entry.slice(0, space), Number(entry.slice(space + 1))]
      }),
  )
}
