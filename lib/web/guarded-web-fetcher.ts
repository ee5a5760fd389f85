import { Agent, type Dispatcher } from 'undici'
import { AppError } from '@/lib/domain/app-error'
import type { WebFetcher, WebRequest, WebResponse } from '@/lib/domain/ports/web-fetcher'
import { statusError, toFetchError } from './fetch-error'
import { guardedConnector, type ResolveName, resolveBySystem } from './guarded-connector'
import { acceptedEncodings, readBody } from './read-body'
import { fileNameOf, headerOf, joinedHeader } from './response-headers'
import { AllowedHosts, readWebAddress, refusal } from './web-address'

export interface GuardedWebFetcherOptions {
  /** Exact `host:port` (or `host`, for its default ports) that may be read although they are not public. Default none. */
  allowPrivateAddresses?: string[]
  resolve?: ResolveName
  limits?: Partial<FetchLimits>
}

export interface FetchLimits {
  connectMilliseconds: number
  /** Until all headers are there. */
  headersMilliseconds: number
  /** Between two parts of the body. */
  silenceMilliseconds: number
  /** For everything, redirects included: what comes drop by drop ends here. */
  totalMilliseconds: number
  headerBytes: number
  redirects: number
}

const defaultLimits: FetchLimits = {
  connectMilliseconds: 10_000,
  headersMilliseconds: 20_000,
  silenceMilliseconds: 20_000,
  totalMilliseconds: 180_000,
  headerBytes: 32 * 1024,
  redirects: 5,
}

export const userAgent = 'Docent/0.1 (self-hosted document search; obeys robots.txt)'
const redirectStatuses = new Set([301, 302, 303, 307, 308])

/**
 * Reads the public web for people who may type any address: see `guardedConnector` for why no request can be led into
 * the network Docent runs in. Proxies named by the environment are not used; they would connect to whatever they resolve.
 * Every limit is counted here, none is taken from what the server says.
 */
export class GuardedWebFetcher implements WebFetcher {
  private readonly allowedHosts: AllowedHosts
  private readonly limits: FetchLimits
  private readonly agent: Agent

  constructor(options: GuardedWebFetcherOptions = {}) {
    this.allowedHosts = new AllowedHosts(options.allowPrivateAddresses ?? [])
    this.limits = { ...defaultLimits, ...options.limits }
    this.agent = new Agent({
      connect: guardedConnector({
        allowedHosts: this.allowedHosts,
        resolve: options.resolve ?? resolveBySystem,
        timeoutMilliseconds: this.limits.connectMilliseconds,
      }),
      maxHeaderSize: this.limits.headerBytes,
      headersTimeout: this.limits.headersMilliseconds,
      bodyTimeout: this.limits.silenceMilliseconds,
      pipelining: 1,
    })
  }

  check(url: string): void {
    readWebAddress(url, this.allowedHosts)
  }

  async fetch(request: WebRequest): Promise<WebResponse> {
    const deadline = AbortSignal.timeout(this.limits.totalMilliseconds)
    const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline
    try {
      return await this.follow(request, signal)
    } catch (error) {
      throw toFetchError(error, deadline, request.signal)
    }
  }

  close(): Promise<void> {
    return this.agent.destroy()
  }

  private async follow(request: WebRequest, signal: AbortSignal): Promise<WebResponse> {
    let url = readWebAddress(request.url, this.allowedHosts)
    for (let redirects = 0; redirects <= this.limits.redirects; redirects += 1) {
      const response = await this.send(url, request, signal)
      if (!redirectStatuses.has(response.statusCode)) return await readResponse(url, response, request.maxBytes)
      response.body.on('error', () => {}).destroy()
      url = this.redirectTarget(url, headerOf(response.headers, 'location'))
      if (request.mayFollow && !request.mayFollow(url.href)) throw refusal('A redirect leads where the caller does not follow')
    }
    throw new AppError('url_redirects', `More than ${this.limits.redirects} redirects`)
  }

  private redirectTarget(from: URL, location: string | null): URL {
    if (location === null || !URL.canParse(location, from)) throw new AppError('url_unreachable', 'A redirect without an address')
    const target = readWebAddress(new URL(location, from).href, this.allowedHosts)
    target.hash = ''
    return target
  }

  private send(url: URL, request: WebRequest, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
    const headers: Record<string, string> = {
      'user-agent': userAgent,
      accept: 'text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8',
      'accept-language': 'ko,en;q=0.8,*;q=0.5',
      'accept-encoding': acceptedEncodings,
    }
    if (request.etag) headers['if-none-match'] = request.etag
    if (request.lastModified) headers['if-modified-since'] = request.lastModified
    return this.agent.request({ origin: url.origin, path: `${url.pathname}${url.search}`, method: 'GET', headers, signal })
  }
}

async function readResponse(url: URL, response: Dispatcher.ResponseData, maxBytes: number): Promise<WebResponse> {
  const { statusCode, headers, body } = response
  const isChanged = statusCode !== 304
  if (isChanged && statusCode !== 200 && statusCode !== 203) {
    body.on('error', () => {}).destroy()
    throw statusError(statusCode)
  }
  return {
    url: url.href,
    isChanged,
    contentType: headerOf(headers, 'content-type'),
    fileName: fileNameOf(headers),
    etag: headerOf(headers, 'etag'),
    lastModified: headerOf(headers, 'last-modified'),
    robotsTag: joinedHeader(headers, 'x-robots-tag'),
    bytes: await readBody(body, isChanged ? headerOf(headers, 'content-encoding') : null, isChanged ? maxBytes : 0),
  }
}
