import { toAppError } from '@/lib/domain/app-error'
import { toWire } from '@/lib/domain/wire-format'
import { checkRequestOrigin } from './check-request-origin'
import { errorResponse } from './error-response'
import { reportError } from './report-error'
import { requestLanguage } from './request-language'

interface Network {
  host: string
  allowedHosts: string[]
}

type Context<Parameters> = { params: Promise<Parameters> }
type Run<Parameters> = (request: Request, parameters: Parameters) => Promise<Response>

/**
 * Makes a route handler out of a function: the caller's Host and Origin are checked first, what the function returns is
 * sent, and what it throws becomes the error body in the caller's language. Nothing a room throws can reach the
 * framework, which would answer with a page.
 *
 * The check is here and not in proxy.ts because the framework buffers the whole body of a request that passes a proxy.
 */
export function createRequestHandler(readNetwork: () => Network) {
  return function handleRequest<Parameters = Record<string, never>>(run: Run<Parameters>) {
    return async (request: Request, context: Context<Parameters>): Promise<Response> => {
      try {
        checkRequestOrigin(request.headers, readNetwork())
        return await withoutBodyForHead(request, await run(request, await context.params))
      } catch (thrown) {
        const error = toAppError(thrown)
        reportError(`${request.method} ${new URL(request.url).pathname}`, error)
        return errorResponse(error, requestLanguage(request.headers))
      }
    }
  }
}

/** HEAD is answered by GET's handler. Nobody reads that body, so what feeds it (an event stream, an open file) must be told. */
async function withoutBodyForHead(request: Request, response: Response): Promise<Response> {
  if (request.method !== 'HEAD' || response.body === null) return response
  await response.body.cancel()
  return new Response(null, { status: response.status, headers: response.headers })
}

/** A JSON answer in the API's snake_case. Answers hold a person's documents, so no cache may keep them. */
export function jsonResponse(body: unknown, status = 200): Response {
  return Response.json(toWire(body), { status, headers: { 'cache-control': 'no-store' } })
}
