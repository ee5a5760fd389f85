import { join } from 'node:path'
import { AutoModelForSequenceClassification, type Tensor } from '@huggingface/transformers'
import { openTokenizer } from '../load-tokenizer'
import { loadNetwork, toRow } from '../onnx/load-network'
import { createPairEncoder } from './encode-pair'
import type { PairWorkerData } from './pair-messages'

/** The model's output for two texts read together, one number a label, as the graph gives them. */
export type ReadPair = (first: string, second: string) => Promise<number[]>

/** Opens a cross-encoder from local files only. One pair a call, so that the time can be looked at in between. */
export async function loadPairReader({ modelsDirectory, model, labelCount, kept }: PairWorkerData): Promise<ReadPair> {
  const { tokenizer } = await openTokenizer(join(modelsDirectory, model.id))
  const encode = createPairEncoder(tokenizer, model.maxTokens, kept)
  const network = await loadNetwork(AutoModelForSequenceClassification, modelsDirectory, model)
  return async (first, second) => {
    const { ids, types } = encode(first, second)
    const inputs = { input_ids: toRow(ids), attention_mask: toRow(ids.map(() => 1)), token_type_ids: toRow(types) }
    const { logits } = (await network(inputs)) as { logits?: Tensor }
    const values = Array.from((logits?.data ?? []) as Float32Array)
    if (values.length !== labelCount || !values.every(Number.isFinite)) throw new Error(`the model does not give ${labelCount} numbers for a pair`)
    return values
  }
}
