// Runs a decoder with transformers.js, from local files only. What the library's own pipeline would do in one step is done in two: the
// prompt is read in pieces, then the answer is written by the library's `generate`. A graph gives a score for each word of its vocabulary
// at each place it reads: a prompt of 4,000 tokens in one piece would take 2.4 GB with Qwen's 151,936 words; and a stop is heard between pieces.
import { availableParallelism } from 'node:os'
import {
  AutoModelForCausalLM,
  AutoTokenizer,
  DynamicCache,
  InterruptableStoppingCriteria,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  Tensor,
  TextStreamer,
} from '@huggingface/transformers'
import type { PromptMessage } from '@/lib/domain/ports/generator'
import { readLocalFilesOnly } from '../onnx/load-network'
import type { WriteRequest, WriterModel, WrittenPiece } from './write-messages'

export interface Writer {
  /** Errors: PromptTooLong; whatever the runtime throws. Ends with the piece `end`, also when it was stopped. */
  write(request: WriteRequest, onPiece: (piece: WrittenPiece) => void): Promise<void>
  /** Ends the answer that is being written. */
  stop(): void
}

/** The prompt leaves no room for an answer. */
export class PromptTooLong extends Error {}

/** 156 MB of scores with the largest vocabulary of the manifest; smaller pieces cost more in calls than they save. */
const tokensAtOnce = 256
/** Of more threads a decoder has little: it waits for memory. */
const mostThreads = 8

export async function loadTextWriter({ modelsDirectory, model }: WriterModel): Promise<Writer> {
  readLocalFilesOnly(modelsDirectory)
  const tokenizer = await AutoTokenizer.from_pretrained(model.id, { local_files_only: true })
  const network = await AutoModelForCausalLM.from_pretrained(model.id, {
    local_files_only: true,
    dtype: model.weights,
    device: 'cpu',
    ...(model.hasExternalData ? { use_external_data_format: true } : {}),
    // One core is left for the searches and pages of everybody else.
    session_options: { intraOpNumThreads: Math.max(1, Math.min(mostThreads, availableParallelism() - 1)), interOpNumThreads: 1, executionMode: 'sequential' },
  })
  const stopping = new InterruptableStoppingCriteria()
  return {
    async write({ messages, maxTokens, contextTokens }, onPiece) {
      stopping.reset()
      const ids = encodePrompt(tokenizer, messages, model.templateOptions)
      const room = contextTokens - ids.length
      if (room < 1) throw new PromptTooLong()
      const cache = await readBeginning(network, ids, () => stopping.interrupted)
      const limit = Math.min(room, maxTokens ?? room)
      const outputTokens = stopping.interrupted ? 0 : await writeAnswer({ network, tokenizer, stopping }, { ids, cache, limit }, onPiece)
      onPiece({ type: 'end', inputTokens: ids.length, outputTokens })
    },
    stop: () => stopping.interrupt(),
  }
}

/** The marks of the template stay its own: where they stand in a message they are taken apart. */
function encodePrompt(tokenizer: PreTrainedTokenizer, messages: readonly PromptMessage[], options: Record<string, boolean> = {}): bigint[] {
  const marks = tokenizer.all_special_tokens.filter((mark) => mark.length > 1)
  const plain = messages.map(({ role, content }) => ({ role, content: marks.reduce((text, mark) => text.replaceAll(mark, spacedMark(mark)), content) }))
  const { input_ids } = tokenizer.apply_chat_template(plain, { add_generation_prompt: true, return_dict: true, ...options }) as { input_ids: Tensor }
  return Array.from(input_ids.data as BigInt64Array)
}

function spacedMark(mark: string): string {
  return `${mark.slice(0, 1)} ${mark.slice(1)}`
}

/** All but the last piece; that one the library reads, as it has to have something to go on from. Null: there is no more than one. */
async function readBeginning(network: PreTrainedModel, ids: readonly bigint[], isStopped: () => boolean): Promise<DynamicCache | null> {
  let cache: DynamicCache | null = null
  for (let start = 0; start + tokensAtOnce < ids.length && !isStopped(); start += tokensAtOnce) {
    const end = start + tokensAtOnce
    const outputs = (await network.forward({
      input_ids: toRow(ids.slice(start, end)),
      attention_mask: ones(end),
      // Graphs that can leave out scores do.
      num_logits_to_keep: new Tensor('int64', [1n], []),
      ...(cache === null ? {} : { past_key_values: cache }),
    })) as Record<string, Tensor>
    const present = Object.entries(outputs).filter(([name]) => name.startsWith('present'))
    cache = new DynamicCache(Object.fromEntries(present.map(([name, tensor]) => [name.replace('present', 'past_key_values'), tensor])))
  }
  return cache
}

interface Parts {
  network: PreTrainedModel
  tokenizer: PreTrainedTokenizer
  stopping: InterruptableStoppingCriteria
}

/** Returns how many tokens it wrote. The likeliest words, not varied ones: the answer has to keep to its sources. */
async function writeAnswer(
  { network, tokenizer, stopping }: Parts,
  { ids, cache, limit }: { ids: readonly bigint[]; cache: DynamicCache | null; limit: number },
  onPiece: (piece: WrittenPiece) => void,
): Promise<number> {
  let count = 0
  const streamer = new TextStreamer(tokenizer, {
    skip_prompt: true,
    skip_special_tokens: true,
    callback_function: (text: string) => (text === '' ? undefined : onPiece({ type: 'text', text })),
    token_callback_function: (tokens: bigint[]) => {
      count += tokens.length
    },
  })
  await network.generate({
    input_ids: toRow(ids),
    attention_mask: ones(ids.length),
    ...(cache === null ? {} : { past_key_values: cache }),
    max_new_tokens: limit,
    do_sample: false,
    streamer,
    stopping_criteria: stopping,
  })
  return count
}

function toRow(ids: readonly bigint[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(ids), [1, ids.length])
}

function ones(length: number): Tensor {
  return new Tensor('int64', new BigInt64Array(length).fill(1n), [1, length])
}
