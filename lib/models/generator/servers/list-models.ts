import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import type { GeneratorConnection } from '@/lib/domain/ports/generator'
import { mapOpenAiError } from '../map-openai-error'
import { openClient } from '../open-client'

const listMilliseconds = 10_000
const mostModels = 1_000

/** The names a server gives its models, in alphabetical order. Errors: those of a generator. */
export async function listModels(connection: GeneratorConnection, signal?: AbortSignal): Promise<string[]> {
  const limit = AbortSignal.timeout(listMilliseconds)
  try {
    const answer = await openClient(connection, listMilliseconds).get<unknown>('/models', { signal: signal ? AbortSignal.any([signal, limit]) : limit })
    const names = readModelNames(answer)
    if (names === null) throw new AppError('llm_failed', 'the server sent something that is not a list of models')
    return names
  } catch (error) {
    if (limit.aborted) throw new AppError('llm_timed_out', 'the server did not list its models in time', { cause: error })
    throw mapOpenAiError(error, false)
  }
}

/** Servers say the same under several names; an entry may also be the name alone. */
const entry = z.union([z.string(), z.looseObject({ id: z.unknown(), name: z.unknown(), model: z.unknown(), key: z.unknown() }).partial()])
const list = z.union([z.array(entry), z.looseObject({ data: z.array(entry).nullable() }), z.looseObject({ models: z.array(entry).nullable() })])

/** Names of models that do not write text; asked for the answer to a question they only fail. */
const otherKinds = /embed|rerank|whisper|transcribe|moderation|dall-e|\btts\b|-tts|-image\b|imagen|\bveo\b|\bsora\b|realtime|(?:^|\/)(?:bge|gte|e5)-/i

/** Null when the answer is no list of models, whatever its shape. */
export function readModelNames(answer: unknown): string[] | null {
  const read = list.safeParse(answer)
  if (!read.success) return null
  const entries = Array.isArray(read.data) ? read.data : (('data' in read.data ? read.data.data : read.data.models) ?? [])
  if (!Array.isArray(entries)) return null
  const names = entries.map(nameOf).filter((name) => name !== null)
  const writing = names.filter((name) => !otherKinds.test(name))
  return [...new Set(writing.length > 0 ? writing : names)].sort((left, right) => left.localeCompare(right, 'en')).slice(0, mostModels)
}

function nameOf(item: z.infer<typeof entry>): string | null {
  const candidates = typeof item === 'string' ? [item] : [item.id, item.name, item.model, item.key]
  const name = candidates.find((value): value is string => typeof value === 'string' && value.trim() !== '')
  // Gemini lists names that its own completions take with and without this.
  return name?.replace(/^models\//, '').slice(0, 200) ?? null
}
