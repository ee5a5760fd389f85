// A thread that embeds with the pipeline of transformers.js and its defaults, in batches of 25, as AnythingLLM's own embedder calls it.
import { parentPort, workerData } from 'node:worker_threads'
import { env, pipeline } from '@huggingface/transformers'
import type { ContestantData, ContestantReply, LibraryRequest } from './contestant-messages'

if (!parentPort) throw new Error('library-pipeline-worker runs as a worker thread only')
const port = parentPort
const batch = 25

const { modelsDirectory, modelId, weights } = workerData as ContestantData
env.allowRemoteModels = false
env.localModelPath = `${modelsDirectory}/`
const embed = await pipeline('feature-extraction', modelId, { dtype: weights, local_files_only: true })
await embed(['ready'], { pooling: 'mean', normalize: true })

port.on('message', async ({ texts }: LibraryRequest) => {
  for (let start = 0; start < texts.length; start += batch) await embed(texts.slice(start, start + batch), { pooling: 'mean', normalize: true })
  reply('done')
})
reply('ready')

function reply(message: ContestantReply): void {
  port.postMessage(message)
}
