import { type NextRequest, NextResponse } from 'next/server'
import { readNetworkSettings } from './lib/config/read-network-settings'
import { toAppError } from './lib/domain/app-error'
import { checkHost } from './lib/http/check-request-origin'
import { errorResponse } from './lib/http/error-response'
import { requestLanguage } from './lib/http/request-language'
import { securityHeaders } from './lib/http/security-headers'

/**
 * Runs before every page: the Host must be ours, and the answer leaves with a strict policy and a fresh nonce.
 * API routes do the same for themselves (`createRequestHandler`), since a request that passes here is buffered whole.
 */
export function proxy(request: NextRequest): Response {
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const headers = securityHeaders(nonce, process.env.NODE_ENV === 'development')
  const response = refuseForeignHost(request) ?? continueWithNonce(request, nonce, headers['content-security-policy'] ?? '')
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

function refuseForeignHost(request: NextRequest): Response | null {
  try {
    checkHost(request.headers, readNetworkSettings())
    return null
  } catch (thrown) {
    return errorResponse(toAppError(thrown), requestLanguage(request.headers))
  }
}

function continueWithNonce(request: NextRequest, nonce: string, policy: string): Response {
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  return NextResponse.next({ request: { headers } })
}

export const config = { matcher: ['/((?!api/|engine-files/|_next/static|_next/image|icon.svg|favicon.ico).*)'] }
