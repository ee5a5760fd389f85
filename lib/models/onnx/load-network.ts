// Opens a model's graph with transformers.js from local files, for embedding and for reranking alike. The library looks at the graph
// for what it wants: token types, positions and empty caches of a decoder are filled in where they are asked for.
import { type AutoModel, type AutoModelForSequenceClassification, env, Tensor } from '@huggingface/transformers'
import type { ModelFileSet } from '../manifest/model-entry'

export type Network = (inputs: Record<string, Tensor>) => Promise<unknown>

/** For the whole thread or process: the library reads nothing but local files, and a missing one is an error, never a download. */
export function readLocalFilesOnly(modelsDirectory: string): void {
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.localModelPath = `${modelsDirectory}/`
  env.useFSCache = false
}

/** Reads nothing but local files. One ONNX thread: the parallel work is done by workers. */
export async function loadNetwork(
  kind: typeof AutoModel | typeof AutoModelForSequenceClassification,
  modelsDirectory: string,
  model: Pick<ModelFileSet, 'id' | 'weights' | 'hasExternalData'>,
): Promise<Network> {
  readLocalFilesOnly(modelsDirectory)
  return kind.from_pretrained(model.id, {
    local_files_only: true,
    dtype: model.weights,
    device: 'cpu',
    ...(model.hasExternalData ? { use_external_data_format: true } : {}),
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' },
  })
}

/** Every token is attended to. */
export function toTextInputs(ids: readonly number[]): Record<string, Tensor> {
  return { input_ids: toRow(ids), attention_mask: toRow(ids.map(() => 1)) }
}

export function toRow(values: readonly number[]): Tensor {
  const row = new BigInt64Array(values.length)
  for (const [index, value] of values.entries()) row[index] = BigInt(value)
  return new Tensor('int64', row, [1, values.length])
}
