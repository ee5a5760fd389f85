/** Longer texts are no words or headings that come back. */
const longestKept = 200

/**
 * `make`, with what it made of the last short texts kept: up to `most` of them, then it begins anew, which costs less than putting them
 * in order. For what is asked of the same few texts again and again.
 */
export function remember<Made>(make: (text: string) => Made, most: number): (text: string) => Made {
  const kept = new Map<string, Made>()
  return (text) => {
    const known = kept.get(text)
    if (known !== undefined) return known
    const made = make(text)
    if (text.length > longestKept) return made
    if (kept.size >= most) kept.clear()
    kept.set(text, made)
    return made
  }
}
