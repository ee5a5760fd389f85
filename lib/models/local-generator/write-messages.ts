import type { PromptMessage } from '@/lib/domain/ports/generator'
import type { GeneratorEntry } from '../manifest/generator-models'

export interface WriterModel {
  /** Absolute. */
  modelsDirectory: string
  model: Pick<GeneratorEntry, 'id' | 'weights' | 'hasExternalData' | 'templateOptions'>
}

export interface WriteRequest {
  messages: PromptMessage[]
  /** Of the answer; null: as much as fits. */
  maxTokens: number | null
  /** Of prompt and answer together. */
  contextTokens: number
}

/** App to model process. `load` comes first, and once; one `write` at a time. */
export type WriterOrder =
  | ({ type: 'load' } & WriterModel)
  | ({ type: 'write'; requestId: number } & WriteRequest)
  /** The answer ends with what is written; nothing happens where it has ended already. */
  | { type: 'stop'; requestId: number }

export type WrittenPiece = { type: 'text'; text: string } | { type: 'end'; inputTokens: number; outputTokens: number }

/** Model process to app. */
export type WriterReply =
  | { type: 'ready' }
  | ({ requestId: number } & WrittenPiece)
  /** `reason` is the kind of the error alone: a message could quote the prompt. */
  | { type: 'failed'; requestId: number | null; reason: string; isTooLong: boolean }
