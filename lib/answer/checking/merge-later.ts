/**
 * Yields what comes, and between it, in order, what becomes of the promises in `later`, which grows meanwhile: nothing that comes waits
 * for them. Ends when both are at an end. Errors: those of either.
 */
export async function* mergeLater<Item>(now: AsyncIterable<Item>, later: Array<Promise<Item>>): AsyncGenerator<Item> {
  const iterator = now[Symbol.asyncIterator]()
  let next: Promise<IteratorResult<Item>> | null = iterator.next()
  try {
    for (;;) {
      const waiting: Array<Promise<{ come: IteratorResult<Item> } | { checked: Item }>> = []
      if (next !== null) waiting.push(next.then((come) => ({ come })))
      if (later[0] !== undefined) waiting.push(later[0].then((checked) => ({ checked })))
      if (waiting.length === 0) return
      const first = await Promise.race(waiting)
      if ('checked' in first) {
        later.shift()
        yield first.checked
      } else if (first.come.done) next = null
      else {
        next = null
        yield first.come.value
        next = iterator.next()
      }
    }
  } finally {
    // Whoever left does not wait for the piece that is still to come, and its failure is nobody's concern.
    next?.catch(() => undefined)
    iterator.return?.()?.catch(() => undefined)
  }
}
