import { createRequire } from 'node:module'
import type { TokenCounter } from '@/lib/domain/ports/token-counter'

interface Session {
  inputNames: readonly string[]
  run(feeds: Record<string, object>): Promise<Record<string, unknown>>
  release(): Promise<void>
}

interface OnnxRuntime {
  InferenceSession: { create(path: string, options: object): Promise<Session> }
  Tensor: new (type: 'int64', data: BigInt64Array, dims: number[]) => object
}

export interface BareSession {
  /** Tensors of so many tokens, special ones included. */
  makeInput(length: number): Record<string, object>
  run(input: Record<string, object>): Promise<unknown>
  release(): Promise<void>
}

/** Stands for every word: the time depends on how many tokens there are, not on which. */
const anyToken = 2000n

/** The ONNX session alone, on one thread, as Docent's workers open it. The runtime is the copy that transformers.js loads. */
export async function loadBareSession(weightsPath: string): Promise<BareSession> {
  const load = createRequire(import.meta.resolve('@huggingface/transformers'))
  const { InferenceSession, Tensor } = load('onnxruntime-node') as OnnxRuntime
  const session = await InferenceSession.create(weightsPath, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
  })
  const filled = (length: number, value: bigint) => new Tensor('int64', new BigInt64Array(length).fill(value), [1, length])
  const values: Record<string, bigint> = { input_ids: anyToken, attention_mask: 1n, token_type_ids: 0n }
  return {
    makeInput: (length) => Object.fromEntries(session.inputNames.map((name) => [name, filled(length, values[name] ?? 0n)])),
    run: (input) => session.run(input),
    release: () => session.release(),
  }
}

export interface BareContestant {
  /** Runs every text's tokens, one text a call, and drops what comes out. */
  runAll(): Promise<void>
  close(): Promise<void>
}

/**
 * The fastest that one thread can be: the bare session on tensors made beforehand, with as many tokens as `texts` have.
 * No tokenizer, no pooling, no other thread.
 */
export async function openBareSession(weightsPath: string, counter: TokenCounter, texts: string[]): Promise<BareContestant> {
  const session = await loadBareSession(weightsPath)
  const feeds = texts.map((text) => session.makeInput(counter.count(text) + counter.specialTokens))
  return {
    runAll: async () => {
      for (const feed of feeds) await session.run(feed)
    },
    close: () => session.release(),
  }
}
