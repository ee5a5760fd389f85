/**
 * `make`, with what it made of the last texts kept: up to `most` of them, then it begins anew, which costs less than putting them in
 * order. For what is asked of the same texts again and again; one longer than `longest` seldom comes back and is not kept.
 */
export function remember<Made>(make: (text: string) => Made, { most, longest }: { most: number; longest: number }): (text: string) => Made {
  const kept = new Map<string, Made>()
  return (text) => {
    const known = kept.get(text)
    if (known !== undefined) return known
    const made = make(text)
    if (text.length > longest) return made
    if (kept.size >= most) kept.clear()
    kept.set(text, made)
    return made
  }
}
