/** A response with the same body, and whether the line `data: [DONE]` came by, which the SDK swallows. */
export interface WatchedResponse {
  response: Response
  hasEnded: () => boolean
}

const marker = /(^|\n)data:\s*\[DONE\]/
const keptCharacters = 64

/**
 * Watches for the protocol's end mark. A server or a proxy that goes down may close the connection properly in the
 * middle of an answer; the mark (or a finish reason) is how a whole answer is told from half of one.
 */
export function watchStreamEnd(response: Response): WatchedResponse {
  if (!response.body) return { response, hasEnded: () => false }
  const decoder = new TextDecoder('latin1')
  let tail = '\n'
  let ended = false
  const watcher = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      tail += decoder.decode(piece, { stream: true })
      ended ||= marker.test(tail)
      tail = tail.slice(-keptCharacters)
      controller.enqueue(piece)
    },
  })
  const watched = new Response(response.body.pipeThrough(watcher), { status: response.status, headers: response.headers })
  return { response: watched, hasEnded: () => ended }
}
