import { z } from 'zod'
import type { LlmPresetId } from '@/lib/domain/llm/llm-connection'
import type { GeneratorConnection } from '@/lib/domain/ports/generator'
import { openClient } from '../open-client'

/*
 * How many tokens a model takes, as its server says it. There is no common way to ask: each kind of server is asked in its
 * own, and any other by its list of models, where several put the number beside the name. What counts is what the server
 * runs the model with, which is often less than what the model was trained for.
 */

const askMilliseconds = 2_000
const smallest = 512

const tokens = z.number().int().min(smallest)

/** Null where the server does not say, does not answer in time, or fails: the size is a hint, never a reason to fail. */
export async function readContextSize(connection: GeneratorConnection): Promise<number | null> {
  const asked = AbortSignal.timeout(askMilliseconds)
  const ask: Ask = async (address, body) => {
    const client = openClient(connection, askMilliseconds)
    const path = address.startsWith('/') ? new URL(address, client.baseURL).href : `${client.baseURL}/${address}`
    return body === undefined ? client.get<unknown>(path, { signal: asked }) : client.post<unknown>(path, { body, signal: asked })
  }
  for (const question of questionsFor(connection)) {
    const size = await question(ask, connection.model).catch(() => null)
    if (size !== null) return size
  }
  return null
}

/** `address`: from the root of the server when it begins with a slash, else below the base address. */
type Ask = (address: string, body?: object) => Promise<unknown>
type Question = (ask: Ask, model: string) => Promise<number | null>

/** Services whose lists never say it: asking would only keep a question waiting. What runs on this machine is no server. */
const silent: readonly LlmPresetId[] = ['openai', 'azure', 'bedrock', 'gemini', 'this-machine']

function questionsFor({ preset }: GeneratorConnection): Question[] {
  if (preset === 'ollama') return [askOllamaRunning, askOllamaModel]
  if (preset === 'lm-studio') return [askLmStudio, askList]
  if (preset === 'llama-cpp') return [askLlamaCpp, askList]
  if (preset !== undefined && silent.includes(preset)) return []
  return [askList]
}

/** What a loaded model really runs with. */
async function askOllamaRunning(ask: Ask, model: string): Promise<number | null> {
  const running = z.looseObject({ models: z.array(z.looseObject({ model: z.string(), context_length: tokens })) }).parse(await ask('/api/ps'))
  return running.models.find((candidate) => candidate.model === model || candidate.model === `${model}:latest`)?.context_length ?? null
}

/** Only what the model file sets counts: the length the model was trained for is not what Ollama gives it. */
async function askOllamaModel(ask: Ask, model: string): Promise<number | null> {
  const { parameters } = z.looseObject({ parameters: z.string().default('') }).parse(await ask('/api/show', { model }))
  const size = /^num_ctx\s+(\d+)/m.exec(parameters)?.[1]
  return size === undefined ? null : tokens.parse(Number(size))
}

async function askLmStudio(ask: Ask, model: string): Promise<number | null> {
  const shape = z.looseObject({ data: z.array(z.looseObject({ id: z.string(), loaded_context_length: tokens.optional() })) })
  return shape.parse(await ask('/api/v0/models')).data.find(({ id }) => id === model)?.loaded_context_length ?? null
}

async function askLlamaCpp(ask: Ask): Promise<number | null> {
  const shape = z.looseObject({ default_generation_settings: z.looseObject({ n_ctx: tokens }) })
  return shape.parse(await ask('/props')).default_generation_settings.n_ctx
}

const provider = z.looseObject({ context_length: tokens.nullish().catch(null) })
const listed = z.looseObject({
  id: z.string(),
  /** vLLM. */
  max_model_len: tokens.nullish().catch(null),
  /** OpenRouter and several others. */
  context_length: tokens.nullish().catch(null),
  context_window: tokens.nullish().catch(null),
  /** The Hugging Face router: any of them may get the question. */
  providers: z.array(provider).nullish().catch(null),
})

async function askList(ask: Ask, model: string): Promise<number | null> {
  const { data } = z.looseObject({ data: z.array(listed) }).parse(await ask('models'))
  const found = data.find(({ id }) => id === model || id === `models/${model}`)
  if (!found) return null
  const lengths = (found.providers ?? []).flatMap(({ context_length }) => context_length ?? [])
  return found.max_model_len ?? found.context_length ?? found.context_window ?? (lengths.length > 0 ? Math.min(...lengths) : null)
}
