import type { FoundServer, LlmConnection, LlmPresetId } from '@/lib/domain/llm/llm-connection'
import { llmPreset } from '@/lib/domain/llm/llm-presets'

/** What stands in the form, as texts. */
export interface ConnectionFields {
  preset: LlmPresetId
  name: string
  baseUrl: string
  model: string
  apiKey: string
  contextTokens: string
}

export type ConnectionErrors = Partial<
  Record<'baseUrl' | 'model' | 'contextTokens', 'baseUrlInvalid' | 'baseUrlPlaceholder' | 'modelMissing' | 'contextInvalid'>
>

const fewestContextTokens = 512
const mostContextTokens = 10_000_000

/** Null: those of a new connection. A key never comes back from the server. */
export function fieldsOf(connection: LlmConnection | null): ConnectionFields {
  if (connection === null) return withPreset({ preset: 'openai', name: '', baseUrl: '', model: '', apiKey: '', contextTokens: '' }, 'openai')
  const { preset, name, baseUrl, model, contextTokens } = connection
  return { preset, name, baseUrl, model, apiKey: '', contextTokens: contextTokens === null ? '' : String(contextTokens) }
}

export function fieldsOfServer({ preset, baseUrl, models }: FoundServer): ConnectionFields {
  return { ...fieldsOf(null), preset, name: llmPreset(preset).name, baseUrl, model: models[0] ?? '' }
}

/** Fills in what the preset knows; a name that the person gave stays. */
export function withPreset(fields: ConnectionFields, preset: LlmPresetId): ConnectionFields {
  const isOwnName = fields.name !== '' && fields.name !== llmPreset(fields.preset).name
  const { name, baseUrl } = llmPreset(preset)
  return { ...fields, preset, name: isOwnName ? fields.name : name, baseUrl: baseUrl ?? '', model: '' }
}

export function findErrors({ preset, baseUrl, model, contextTokens }: ConnectionFields): ConnectionErrors {
  const errors: ConnectionErrors = {}
  if (preset !== 'this-machine') Object.assign(errors, findAddressErrors(baseUrl))
  if (model.trim() === '') errors.model = 'modelMissing'
  const tokens = readContextTokens(contextTokens)
  if (tokens !== null && !(Number.isInteger(tokens) && tokens >= fewestContextTokens && tokens <= mostContextTokens)) errors.contextTokens = 'contextInvalid'
  return errors
}

function findAddressErrors(baseUrl: string): ConnectionErrors {
  if (/[{}]/.test(baseUrl)) return { baseUrl: 'baseUrlPlaceholder' }
  return isWebAddress(baseUrl.trim()) ? {} : { baseUrl: 'baseUrlInvalid' }
}

/** Null when the field is empty: the server is asked. */
export function readContextTokens(text: string): number | null {
  const digits = text.replace(/[\s,._]/g, '')
  return digits === '' ? null : Number(digits)
}

/** An empty key is left out: the server then keeps the saved one, for the same address only. */
export function draftOf({ preset, baseUrl, model, apiKey }: ConnectionFields) {
  return { preset, baseUrl: baseUrl.trim(), model: model.trim(), ...(apiKey.trim() ? { apiKey: apiKey.trim() } : {}) }
}

export function bodyOf(fields: ConnectionFields) {
  const name = fields.name.trim() || fields.model.trim()
  return { ...draftOf(fields), name, contextTokens: readContextTokens(fields.contextTokens) }
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)
}
