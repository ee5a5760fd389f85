import OpenAI from 'openai'
import { AppError } from '@/lib/domain/app-error'
import type { GeneratorConnection } from '@/lib/domain/ports/generator'

/** The last version of Azure's older addresses, those with a deployment in them; its newer /openai/v1 needs none. */
const azureVersion = '2024-10-21'

/**
 * The SDK's client for a connection. An address may carry parameters (`?api-version=…`); they go with every request.
 * Errors: invalid_request when the address is not http or https, or holds a password.
 */
export function openClient(connection: GeneratorConnection, timeout: number): OpenAI {
  const url = readAddress(connection.baseUrl)
  const isAzure = connection.preset === 'azure'
  const query = Object.fromEntries(url.searchParams)
  if (isAzure && url.pathname.includes('/deployments/') && !('api-version' in query)) query['api-version'] = azureVersion
  return new OpenAI({
    baseURL: `${url.origin}${url.pathname}`.replace(/\/+$/, ''),
    // Local servers need no key, but the SDK does.
    apiKey: connection.apiKey ?? 'none',
    defaultQuery: query,
    // Azure's keys are no bearer tokens.
    ...(isAzure ? { defaultHeaders: { 'api-key': connection.apiKey ?? '', authorization: null } } : {}),
    organization: null,
    project: null,
    maxRetries: 0,
    timeout,
    // Its log lines would quote answers.
    logLevel: 'off',
  })
}

/** Errors: invalid_request. */
export function readAddress(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username || url.password) {
    throw new AppError('invalid_request', "the language model's address must be an http or https address without a password in it")
  }
  return url
}
