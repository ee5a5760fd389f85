/** The first bytes of a stream (fewer where it ends), and the whole stream again. Nothing more than the first pieces is read. */
export async function peekBytes(content: AsyncIterable<Uint8Array>, count: number): Promise<{ head: Uint8Array; content: AsyncGenerator<Uint8Array> }> {
  const iterator = content[Symbol.asyncIterator]()
  const pieces: Uint8Array[] = []
  let length = 0
  while (length < count) {
    const next = await iterator.next()
    if (next.done) break
    pieces.push(next.value)
    length += next.value.length
  }
  return { head: Buffer.concat(pieces).subarray(0, count), content: replay(pieces, iterator) }
}

async function* replay(pieces: Uint8Array[], iterator: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pieces
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
  } finally {
    await iterator.return?.()
  }
}
