import { APIError } from 'openai'

/** Parameters that some models or servers refuse; then they are left out, or sent under their newer name. */
export const optionalParameters = ['max_tokens', 'temperature', 'stream_options', 'response_format'] as const
export type OptionalParameter = (typeof optionalParameters)[number]

/** These two stand in a message only when it is about them; the others are named in messages about other things too. */
const plainlyNamed: readonly OptionalParameter[] = ['stream_options', 'response_format']
const invalidStatuses = [400, 422]

/**
 * The one of `sent` that the server refused. A server that refuses without naming a parameter is tried without those it can
 * do without, one after the other: validators of older servers only say that something is not permitted.
 */
export function refusedParameter(error: unknown, sent: readonly OptionalParameter[]): OptionalParameter | null {
  if (!(error instanceof APIError) || error.status === undefined || !invalidStatuses.includes(error.status)) return null
  const said = `${error.message} ${JSON.stringify(error.error ?? '')}`
  const named = sent.find((name) => error.param === name || said.includes(`'${name}'`) || (plainlyNamed.includes(name) && said.includes(name)))
  if (named) return named
  return isAboutLength(error) ? null : (sent.findLast((name) => plainlyNamed.includes(name)) ?? null)
}

/** True for a prompt that does not fit into the model's context. */
export function isAboutLength(error: APIError): boolean {
  if (error.code === 'context_length_exceeded') return true
  return (
    (error.status === 400 || error.status === 413) &&
    /context (?:length|size|window)|maximum (?:context|prompt|input)|exceed_context_size|too many tokens|prompt is too long/i.test(
      `${error.message} ${JSON.stringify(error.error ?? '')}`,
    )
  )
}
