// A thread that reads question and passage together: like embedding, it would block the thread that serves requests. Between two
// passages it looks at the clock and at its messages, so that a budget and a cancelled question are kept to one passage.
import { setImmediate as nextTurn } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { loadPairScorer, type ScorePair } from '@/lib/models/reranker/load-pair-scorer'
import type { RerankWorkerData, RerankWorkerReply, RerankWorkerRequest } from '@/lib/models/reranker/rerank-messages'

if (!parentPort) throw new Error('rerank-worker runs as a worker thread only')
const port = parentPort
const cancelled = new Set<number>()

function reply(message: RerankWorkerReply): void {
  port.postMessage(message)
}

async function answer(score: ScorePair, request: Extract<RerankWorkerRequest, { type: 'score' }>): Promise<void> {
  const { requestId, question, texts, until } = request
  try {
    const scores: Array<number | null> = []
    for (const text of texts) {
      await nextTurn()
      scores.push(Date.now() < until && !cancelled.has(requestId) ? await score(question, text) : null)
    }
    reply({ type: 'scored', requestId, scores })
  } catch (error) {
    // Only the kind of error: its message could quote the text.
    reply({ type: 'failed', requestId, reason: error instanceof Error ? error.name : typeof error })
  } finally {
    cancelled.delete(requestId)
  }
}

const score = await loadPairScorer(workerData as RerankWorkerData)
await score('ready', 'ready')
let last = Promise.resolve()
port.on('message', (request: RerankWorkerRequest) => {
  if (request.type === 'close') port.close()
  else if (request.type === 'cancel') cancelled.add(request.requestId)
  else last = last.then(() => answer(score, request))
})
reply({ type: 'ready' })
