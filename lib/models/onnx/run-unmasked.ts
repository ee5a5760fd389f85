import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelFileSet } from '../manifest/model-entry'
import { dropAttentionMask } from './graph/drop-attention-mask'
import type { Network } from './load-network'

/** A larger file is held in memory twice for too long. */
const largestBytes = 150 * 1024 ** 2
const fileNames: Record<ModelFileSet['weights'], string> = { q8: 'model_quantized.onnx', int8: 'model_int8.onnx', fp32: 'model.onnx' }

interface Session {
  config?: unknown
  constructor: { create(model: Uint8Array, options: object): Promise<Session> }
  release(): Promise<void>
}

/**
 * Makes a network that only ever gets single texts run without its attention mask, see `dropAttentionMask`. Where the graph has no
 * such mask, or the library keeps its session elsewhere than in the version that is pinned, it runs as it is.
 */
export async function runUnmasked(network: Network, modelsDirectory: string, model: Pick<ModelFileSet, 'id' | 'weights' | 'hasExternalData'>): Promise<void> {
  const { sessions } = network as { sessions?: Record<string, Session | undefined> }
  const masked = sessions?.model
  const path = join(modelsDirectory, model.id, 'onnx', fileNames[model.weights])
  if (sessions === undefined || masked === undefined || model.hasExternalData || (await stat(path)).size > largestBytes) return
  const graph = dropAttentionMask(await readFile(path))
  if (graph === null) return
  const session = await masked.constructor.create(graph, { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential', logSeverityLevel: 3 })
  session.config = masked.config
  sessions.model = session
  await masked.release()
}
