/** What one request may hold: services refuse more than 2,048 texts or 300,000 tokens, small servers much less. */
export interface BatchLimits {
  texts: number
  characters: number
}

/** Neighbouring texts in batches within both limits; a text that is longer than the limit goes alone. */
export function cutBatches(texts: readonly string[], limits: BatchLimits): string[][] {
  const batches: string[][] = []
  let characters = 0
  for (const text of texts) {
    const current = batches.at(-1)
    if (current && current.length < limits.texts && characters + text.length <= limits.characters) {
      current.push(text)
      characters += text.length
    } else {
      batches.push([text])
      characters = text.length
    }
  }
  return batches
}
