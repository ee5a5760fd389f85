import { join } from 'node:path'
import { AutoModelForSequenceClassification, type Tensor } from '@huggingface/transformers'
import { openTokenizer } from '../load-tokenizer'
import { loadNetwork, toRow } from '../onnx/load-network'
import { createPairEncoder } from './encode-pair'
import type { RerankWorkerData } from './rerank-messages'

/** 0 to 1: how well the passage answers the question. */
export type ScorePair = (question: string, passage: string) => Promise<number>

/** Opens a cross-encoder with a single label, from local files only. One pair a call, so that the time can be looked at in between. */
export async function loadPairScorer({ modelsDirectory, model }: RerankWorkerData): Promise<ScorePair> {
  const { tokenizer } = await openTokenizer(join(modelsDirectory, model.id))
  const encode = createPairEncoder(tokenizer, model.maxTokens)
  const network = await loadNetwork(AutoModelForSequenceClassification, modelsDirectory, model)
  return async (question, passage) => {
    const { ids, types } = encode(question, passage)
    const inputs = { input_ids: toRow(ids), attention_mask: toRow(ids.map(() => 1)), token_type_ids: toRow(types) }
    const { logits } = (await network(inputs)) as { logits?: Tensor }
    const values = logits?.data as Float32Array | undefined
    if (values?.length !== 1 || !Number.isFinite(values[0])) throw new Error('the model does not give one score for a pair')
    return 1 / (1 + Math.exp(-(values[0] ?? 0)))
  }
}
