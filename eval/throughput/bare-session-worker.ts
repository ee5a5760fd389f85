// A thread that runs the bare ONNX session: the fastest that one thread can be. Several of them share one list of inputs.
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { loadBareSession } from '@/eval/embedding-speed/bare-session'
import type { BareRequest, ContestantData, ContestantReply } from './contestant-messages'

if (!parentPort) throw new Error('bare-session-worker runs as a worker thread only')
const port = parentPort
const { modelsDirectory, modelId, weights } = workerData as ContestantData
const session = await loadBareSession(join(modelsDirectory, modelId, 'onnx', weights === 'q8' ? 'model_quantized.onnx' : 'model.onnx'))
await session.run(session.makeInput(16))

port.on('message', async ({ lengths, next }: BareRequest) => {
  const counter = new Int32Array(next)
  for (;;) {
    const length = lengths[Atomics.add(counter, 0, 1)]
    if (length === undefined) break
    await session.run(session.makeInput(length))
  }
  reply('done')
})
reply('ready')

function reply(message: ContestantReply): void {
  port.postMessage(message)
}
