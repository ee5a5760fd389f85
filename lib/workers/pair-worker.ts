// A thread that reads two texts together, for reranking and for checking: like embedding, it would block the thread that serves requests.
// Between two pairs it looks at the clock and at its messages, so that a budget and a cancelled request are kept to one pair.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { loadPairReader, type ReadPair } from '@/lib/models/pairs/load-pair-reader'
import type { PairWorkerData, PairWorkerReply, PairWorkerRequest } from '@/lib/models/pairs/pair-messages'

if (!parentPort) throw new Error('pair-worker runs as a worker thread only')
const port = parentPort
const cancelled = new Set<number>()

function reply(message: PairWorkerReply): void {
  port.postMessage(message)
}

async function answer(read: ReadPair, request: Extract<PairWorkerRequest, { type: 'read' }>): Promise<void> {
  const { requestId, pairs, until } = request
  try {
    const outputs: Array<number[] | null> = []
    for (const [first, second] of pairs) {
      await nextTurn()
      outputs.push(Date.now() < until && !cancelled.has(requestId) ? await read(first, second) : null)
    }
    reply({ type: 'read', requestId, outputs })
  } catch (error) {
    // Only the kind of error: its message could quote the text.
    reply({ type: 'failed', requestId, reason: error instanceof Error ? error.name : typeof error })
  } finally {
    cancelled.delete(requestId)
  }
}

const read = await loadPairReader(workerData as PairWorkerData)
await read('ready', 'ready')
let last = Promise.resolve()
port.on('message', (request: PairWorkerRequest) => {
  if (request.type === 'close') port.close()
  else if (request.type === 'cancel') cancelled.add(request.requestId)
  else last = last.then(() => answer(read, request))
})
reply({ type: 'ready' })
