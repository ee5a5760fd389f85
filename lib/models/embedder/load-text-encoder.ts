// Loads a model with transformers.js from local files and returns the function that embeds one text.
// One ONNX thread per session, one text a call, no padding: the library's own pipeline takes 1.7 to 2.4 times the CPU a
// text (more threads spin, and a batch pays for its longest text). The parallel work is done by several workers instead.
// The session takes all but 3 % of a text's time, and the whole embedder no more CPU than the bare session within 4 %,
// texts of 212 tokens: `npm run eval:embedding`. The tokenizer is the one transformers.js wraps, called directly: the same
// ids in half the time. The attention mask, all ones here, is taken out of the graph, in memory: see `runUnmasked`.
import { join } from 'node:path'
import { AutoModel, type Tensor } from '@huggingface/transformers'
import { loadTokenizer } from '../load-tokenizer'
import { loadNetwork, toTextInputs } from '../onnx/load-network'
import { runUnmasked } from '../onnx/run-unmasked'
import { normalizeLength, poolTokens } from './pool-tokens'
import type { EmbedWorkerData } from './worker-messages'

export type EncodeText = (text: string) => Promise<Float32Array>

type Outputs = Partial<Record<string, Tensor>>

/** Reads nothing but local files; a missing file is an error, never a download. */
export async function loadTextEncoder({ modelsDirectory, model }: EmbedWorkerData): Promise<EncodeText> {
  const tokenizer = await loadTokenizer(join(modelsDirectory, model.id))
  const network = await loadNetwork(AutoModel, modelsDirectory, model)
  await runUnmasked(network, modelsDirectory, model)
  return async (text) => {
    // An empty text still has its special tokens, so it gets a vector like any other.
    const outputs = (await network(toTextInputs(tokenizer.encode(text, model.maxTokens)))) as Outputs
    const vector = readVector(outputs, model)
    return model.normalize ? normalizeLength(vector) : vector
  }
}

/** Graphs name the tokens' vectors differently; one that pools by itself has them ready. */
function readVector(outputs: Outputs, { pooling, dimensions }: EmbedWorkerData['model']): Float32Array {
  const output = pooling === 'graph' ? outputs.sentence_embedding : (outputs.last_hidden_state ?? outputs.token_embeddings)
  if (!output) throw new Error(`the model has no output for the pooling "${pooling}"`)
  const width = output.dims.at(-1) ?? 0
  if (width !== dimensions) throw new Error(`the model gives ${width} dimensions, the manifest says ${dimensions}`)
  const values = output.data as Float32Array
  return pooling === 'graph' ? values.slice(0, dimensions) : poolTokens(values, dimensions, pooling)
}
