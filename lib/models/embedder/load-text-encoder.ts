// Loads a model with transformers.js from local files and returns the function that embeds one text.
// One ONNX thread per session, one text a call, no padding: on a free core that made 79 texts of about 214 tokens a
// second, where the library's own pipeline made 29 (batches of 25, padded) to 34 (one by one, all cores); more ONNX
// threads than free cores made it slower. The parallel work is done by several workers instead.
import { AutoModel, AutoTokenizer, env, Tensor } from '@huggingface/transformers'
import { normalizeLength, poolMean } from './mean-pooling'
import type { EmbedWorkerData } from './worker-messages'

export type EncodeText = (text: string) => Promise<Float32Array>

/** Reads nothing but local files; a missing file is an error, never a download. */
export async function loadTextEncoder({ modelsDirectory, model }: EmbedWorkerData): Promise<EncodeText> {
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.localModelPath = `${modelsDirectory}/`
  env.useFSCache = false
  const tokenizer = await AutoTokenizer.from_pretrained(model.id, { local_files_only: true })
  const network = await AutoModel.from_pretrained(model.id, {
    local_files_only: true,
    dtype: model.weights,
    device: 'cpu',
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' },
  })
  return async (text) => {
    // An empty text still has its two special tokens, so it gets a vector like any other.
    const inputs = tokenizer(text, { padding: false, truncation: false }) as Record<string, Tensor>
    const outputs = (await network(cutInputs(inputs, model.maxTokens))) as { last_hidden_state: Tensor }
    const [, tokens = 0, dimensions = 0] = outputs.last_hidden_state.dims
    if (dimensions !== model.dimensions) throw new Error(`the model gives ${dimensions} dimensions, the manifest says ${model.dimensions}`)
    const pooled = poolMean(outputs.last_hidden_state.data as Float32Array, tokens, dimensions)
    return model.normalize ? normalizeLength(pooled) : pooled
  }
}

/**
 * Cuts the model's inputs to `maxTokens`, keeping the closing special token: the library's own truncation drops it, and
 * the model was trained to see it.
 */
function cutInputs(inputs: Record<string, Tensor>, maxTokens: number): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(inputs).map(([name, tensor]) => [name, cutTensor(tensor, maxTokens)]))
}

function cutTensor(tensor: Tensor, maxTokens: number): Tensor {
  const values = tensor.data as BigInt64Array
  const last = values.at(-1)
  if (values.length <= maxTokens || last === undefined) return tensor
  const cut = values.slice(0, maxTokens)
  cut[maxTokens - 1] = last
  return new Tensor(tensor.type, cut, [1, maxTokens])
}
