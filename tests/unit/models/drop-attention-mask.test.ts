import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dropAttentionMask } from '@/lib/models/onnx/graph/drop-attention-mask'
import { readNodes } from '@/lib/models/onnx/graph/onnx-graph'

const weights = join(process.cwd(), 'models/Xenova/all-MiniLM-L6-v2/onnx/model_quantized.onnx')

async function runModel(model: Uint8Array, ids: number[]): Promise<Float32Array> {
  const { InferenceSession, Tensor } = createRequire(import.meta.resolve('@huggingface/transformers'))('onnxruntime-node')
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 })
  const row = (value: (index: number) => number) =>
    new Tensor(
      'int64',
      BigInt64Array.from(ids, (_, index) => BigInt(value(index))),
      [1, ids.length],
    )
  const inputs = { input_ids: row((index) => ids[index] ?? 0), attention_mask: row(() => 1), token_type_ids: row(() => 0) }
  const { last_hidden_state: output } = await session.run(inputs)
  await session.release()
  return output.data
}

describe('dropAttentionMask', () => {
  it('leaves every number that the model gives as it is', async () => {
    const model = await readFile(weights)
    const changed = dropAttentionMask(model)
    if (changed === null) throw new Error('the graph was not recognised')
    const sum = ({ operation }: { operation: string }) => operation === 'Add'
    expect(readNodes(changed).filter(sum)).toHaveLength(readNodes(model).filter(sum).length - 6)
    for (const length of [2, 33, 256]) {
      const ids = Array.from({ length }, (_, index) => (index === 0 ? 101 : index === length - 1 ? 102 : 1000 + ((index * 7919) % 28_000)))
      expect(await runModel(changed, ids)).toEqual(await runModel(model, ids))
    }
  })

  it('leaves a graph alone that it does not know', async () => {
    const model = await readFile(weights)
    const changed = dropAttentionMask(model)
    expect(changed && dropAttentionMask(changed)).toBeNull()
    expect(dropAttentionMask(new Uint8Array())).toBeNull()
  })
})
