// A thread that embeds texts: `session.run` blocks the thread it runs on, so it never runs on the one that serves
// requests. It takes requests in turn, so that the next is there when one is done, and answers with transferred vectors.
import { parentPort, workerData } from 'node:worker_threads'
import { type EncodeText, loadTextEncoder } from '@/lib/models/embedder/load-text-encoder'
import type { EmbedWorkerData, EmbedWorkerReply, EmbedWorkerRequest } from '@/lib/models/embedder/worker-messages'

if (!parentPort) throw new Error('embed-worker runs as a worker thread only')
const port = parentPort

function reply(message: EmbedWorkerReply, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer)
}

async function answer(encode: EncodeText, requestId: number, texts: string[]): Promise<void> {
  try {
    const vectors: Float32Array[] = []
    for (const text of texts) vectors.push(await encode(text))
    reply(
      { type: 'embedded', requestId, vectors },
      vectors.map((vector) => vector.buffer as ArrayBuffer),
    )
  } catch (error) {
    // Only the kind of error: its message could quote the text.
    reply({ type: 'failed', requestId, reason: error instanceof Error ? error.name : typeof error })
  }
}

const encode = await loadTextEncoder(workerData as EmbedWorkerData)
await encode('ready')
let last = Promise.resolve()
port.on('message', (request: EmbedWorkerRequest) => {
  if (request.type === 'close') port.close()
  else last = last.then(() => answer(encode, request.requestId, request.texts))
})
reply({ type: 'ready' })
