// Loads a model with transformers.js from local files and returns the function that embeds one text.
// One ONNX thread per session, one text a call, no padding: the library's own pipeline takes 1.7 to 2.4 times the CPU a
// text (more threads spin, and a batch pays for its longest text). The parallel work is done by several workers instead.
// The session takes all but 3 % of a text's time, and the whole embedder no more CPU than the bare session within 4 %,
// texts of 212 tokens: `npm run eval:embedding`. The tokenizer is the one transformers.js wraps, called directly: the same
// ids in half the time. Left out: taking the attention mask, all ones here, out of the graph. It saves 6 %, but the file
// would no longer be the one whose hash is known.
import { join } from 'node:path'
import { AutoModel, env, Tensor } from '@huggingface/transformers'
import { loadTokenizer } from '../load-tokenizer'
import { normalizeLength, poolMean } from './mean-pooling'
import type { EmbedWorkerData } from './worker-messages'

export type EncodeText = (text: string) => Promise<Float32Array>

/** Reads nothing but local files; a missing file is an error, never a download. */
export async function loadTextEncoder({ modelsDirectory, model }: EmbedWorkerData): Promise<EncodeText> {
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.localModelPath = `${modelsDirectory}/`
  env.useFSCache = false
  const tokenizer = await loadTokenizer(join(modelsDirectory, model.id))
  const network = await AutoModel.from_pretrained(model.id, {
    local_files_only: true,
    dtype: model.weights,
    device: 'cpu',
    session_options: { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential' },
  })
  return async (text) => {
    // An empty text still has its two special tokens, so it gets a vector like any other.
    const outputs = (await network(toInputs(tokenizer.encode(text, model.maxTokens)))) as { last_hidden_state: Tensor }
    const dimensions = outputs.last_hidden_state.dims.at(-1) ?? 0
    if (dimensions !== model.dimensions) throw new Error(`the model gives ${dimensions} dimensions, the manifest says ${model.dimensions}`)
    const pooled = poolMean(outputs.last_hidden_state.data as Float32Array, dimensions)
    return model.normalize ? normalizeLength(pooled) : pooled
  }
}

/** Every token is attended to. Token types, where the model asks for them, are filled in by the library: all zero for a single text. */
function toInputs(ids: number[]): Record<string, Tensor> {
  const dims = [1, ids.length]
  const values = new BigInt64Array(ids.length)
  for (const [index, id] of ids.entries()) values[index] = BigInt(id)
  return {
    input_ids: new Tensor('int64', values, dims),
    attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), dims),
  }
}
