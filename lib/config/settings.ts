import { isAbsolute, join, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import type { EndpointConnection } from '@/lib/domain/ports/embedder'
import type { GeneratorConnection } from '@/lib/domain/ports/generator'

/** Everything that comes from outside the program, read once at start. Paths are absolute. */
export interface Settings {
  host: string
  port: number
  allowOpen: boolean
  /** Host names, besides IP addresses and localhost, under which the app may be called. Lower case. */
  allowedHosts: string[]
  /** `host:port`, or `host` for its default ports: what may be read from the web although it is not public. Lower case. */
  allowedWebHosts: string[]
  dataDirectory: string
  /** The folder that the library is kept in step with. */
  watchDirectory: string | null
  modelsDirectory: string
  workersDirectory: string
  migrationsDirectory: string
  /** Folders searched for a `qdrant` program, in order. */
  searchPath: string
  qdrant: { url: string | null; apiKey: string | null; binaryPath: string | null }
  /** Base address of the Hugging Face hub or of a mirror; null for the public one. */
  hubUrl: string | null
  /** Null when none is named: a library keeps the model it was built with, a new one takes the best that is installed. */
  embeddingModelId: string | null
  /** Set when EMBEDDING_BASE_URL and EMBEDDING_ENDPOINT_MODEL are both there; it wins over what is saved in the app. */
  embeddingEndpoint: EndpointConnection | null
  /** Null when none is named: the first that is installed, if any. */
  rerankerModelId: string | null
  /** Null when none is named: the first that is installed, if any. */
  entailmentModelId: string | null
  /** Set when LLM_BASE_URL and LLM_MODEL are both there; it wins over what is saved in the app. */
  generator: GeneratorConnection | null
}

type Environment = Record<string, string | undefined>

const text = z
  .string()
  .trim()
  .optional()
  .transform((value) => (value ? value : null))

const environmentSchema = z.object({
  HOST: text,
  PORT: text.transform((value) => Number(value ?? 3000)).pipe(z.number().int().min(1).max(65_535)),
  DOCENT_ALLOW_OPEN: text.transform((value) => value === '1'),
  DOCENT_ALLOWED_HOSTS: text,
  DOCENT_ALLOWED_WEB_HOSTS: text,
  DATA_DIR: text,
  DOCENT_WATCH: text,
  MODELS_DIR: text,
  PATH: text,
  QDRANT_URL: text.pipe(z.url({ protocol: /^https?$/ }).nullable()),
  QDRANT_API_KEY: text,
  QDRANT_BIN: text,
  MODELS_HUB_URL: text.pipe(z.url({ protocol: /^https?$/ }).nullable()),
  EMBEDDING_MODEL: text,
  EMBEDDING_BASE_URL: text.pipe(z.url({ protocol: /^https?$/ }).nullable()),
  EMBEDDING_ENDPOINT_MODEL: text,
  EMBEDDING_API_KEY: text,
  RERANKER_MODEL: text,
  ENTAILMENT_MODEL: text,
  LLM_BASE_URL: text.pipe(z.url({ protocol: /^https?$/ }).nullable()),
  LLM_MODEL: text,
  LLM_API_KEY: text,
  LLM_CONTEXT_TOKENS: text.transform((value) => (value === null ? null : Number(value))).pipe(z.number().int().min(512).max(10_000_000).nullable()),
})

/**
 * Reads the settings from `environment`; relative paths are taken from `root`, the folder Docent was started in.
 * Errors: invalid_request, naming each variable that cannot be used (never its value).
 */
export function readSettings(environment: Environment = process.env, root: string = process.cwd()): Settings {
  const parsed = environmentSchema.safeParse(environment)
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))]
    throw new AppError('invalid_request', `These settings cannot be used: ${names.join(', ')}. See .env.example for what they take.`)
  }
  const values = parsed.data
  return {
    host: values.HOST ?? '127.0.0.1',
    port: values.PORT,
    allowOpen: values.DOCENT_ALLOW_OPEN,
    allowedHosts: splitList(values.DOCENT_ALLOWED_HOSTS),
    allowedWebHosts: splitList(values.DOCENT_ALLOWED_WEB_HOSTS),
    dataDirectory: absolute(values.DATA_DIR ?? 'data', root),
    watchDirectory: values.DOCENT_WATCH && absolute(values.DOCENT_WATCH, root),
    modelsDirectory: absolute(values.MODELS_DIR ?? 'models', root),
    workersDirectory: join(root, 'dist', 'workers'),
    migrationsDirectory: join(root, 'prisma', 'migrations'),
    searchPath: values.PATH ?? '',
    qdrant: { url: values.QDRANT_URL, apiKey: values.QDRANT_API_KEY, binaryPath: values.QDRANT_BIN && absolute(values.QDRANT_BIN, root) },
    hubUrl: values.MODELS_HUB_URL,
    embeddingModelId: values.EMBEDDING_MODEL,
    embeddingEndpoint: connection(values.EMBEDDING_BASE_URL, values.EMBEDDING_ENDPOINT_MODEL, values.EMBEDDING_API_KEY),
    rerankerModelId: values.RERANKER_MODEL,
    entailmentModelId: values.ENTAILMENT_MODEL,
    generator: generator(connection(values.LLM_BASE_URL, values.LLM_MODEL, values.LLM_API_KEY), values.LLM_CONTEXT_TOKENS),
  }
}

function generator(connected: GeneratorConnection | null, contextTokens: number | null): GeneratorConnection | null {
  return connected && contextTokens !== null ? { ...connected, contextTokens } : connected
}

function connection(baseUrl: string | null, model: string | null, apiKey: string | null): GeneratorConnection | null {
  return baseUrl && model ? { baseUrl, model, apiKey } : null
}

function absolute(path: string, root: string): string {
  return isAbsolute(path) ? path : resolve(root, path)
}

function splitList(value: string | null): string[] {
  return (value ?? '')
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .filter(Boolean)
}
