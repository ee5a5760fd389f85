import type { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'

/**
 * Reads and validates a JSON body of at most `maxBytes`.
 * The content type must be JSON: a form of another site cannot send that without the browser asking first.
 * Errors: unsupported_type is for files, so a wrong content type is invalid_request; payload_too_large.
 */
export async function readJsonBody<Schema extends z.ZodType>(request: Request, schema: Schema, maxBytes = 256 * 1024): Promise<z.output<Schema>> {
  if (!/^application\/json\s*(?:;|$)/i.test(request.headers.get('content-type') ?? ''))
    throw new AppError('invalid_request', 'Content-Type must be application/json')
  const parsed = schema.safeParse(parseJson(await readText(request, maxBytes)))
  if (!parsed.success) throw new AppError('invalid_request', describeIssues(parsed.error))
  return parsed.data
}

/** Validates the query string as an object of strings. */
export function readQuery<Schema extends z.ZodType>(request: Request, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!parsed.success) throw new AppError('invalid_request', describeIssues(parsed.error))
  return parsed.data
}

/** Names the fields and what they should be; never repeats what was sent. */
function describeIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`)
    .join('; ')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError('invalid_request', 'The body is not valid JSON', { cause })
  }
}

async function readText(request: Request, maxBytes: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw new AppError('payload_too_large', `The body is over ${maxBytes} bytes`)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let size = 0
  let text = ''
  try {
    for await (const bytes of request.body ?? []) {
      size += bytes.byteLength
      if (size > maxBytes) throw new AppError('payload_too_large', `The body is over ${maxBytes} bytes`)
      text += decoder.decode(bytes, { stream: true })
    }
    return text + decoder.decode()
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError('invalid_request', 'The body could not be read as UTF-8', { cause })
  }
}
