/*
 * How wide the letters of a run are, kept as a text: one character for each UTF-16 unit, whose code is the width in tenths of a
 * point above a fixed base. A number for each letter would double the size of a kept text and take eight times the memory;
 * rectangles for words would not tell where inside a word a quotation begins.
 */

const base = 32
/** Below the codes that JSON must not hold alone. */
const widest = 0xd000
const perPoint = 10

/** `edges`: where each unit begins, and where the last one ends, in points from the run's beginning. */
export function packWidths(edges: number[]): string {
  let widths = ''
  let reached = 0
  for (const edge of edges.slice(1)) {
    const width = Math.min(widest, Math.max(0, Math.round(edge * perPoint) - reached))
    reached += width
    widths += String.fromCharCode(base + width)
  }
  return widths
}

/** Points from the run's beginning to unit `index` of it. */
export function offsetOf(widths: string, index: number): number {
  let sum = 0
  for (let unit = 0; unit < Math.min(index, widths.length); unit += 1) sum += Math.max(0, widths.charCodeAt(unit) - base)
  return sum / perPoint
}
