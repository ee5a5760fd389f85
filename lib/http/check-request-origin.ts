import { AppError } from '@/lib/domain/app-error'

/**
 * Refuses calls that a browser was tricked into: a foreign name that resolves to this machine (DNS rebinding) and
 * requests made by another site's page (CSRF, reading across origins).
 *
 * - Host must be an IP address, localhost, the name Docent listens on, or a name from DOCENT_ALLOWED_HOSTS. An IP
 *   address cannot be rebound, since the browser would show that very address as the page's origin.
 * - Origin, where the browser sends one, must be this host. Sec-Fetch-Site must not say that another site asks.
 *
 * Programs (curl, scripts) send neither header and pass. Rejected: CSRF tokens, which need a session that does not
 * exist before accounts do, and protect nothing that these headers do not.
 */
export function checkRequestOrigin(headers: Headers, network: { host: string; allowedHosts: string[] }): void {
  const host = checkHost(headers, network)
  const origin = headers.get('origin')
  if (origin !== null && !isSameHost(origin, host)) throw new AppError('origin_refused', 'The Origin header names another site')
  const site = headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin' && site !== 'none') throw new AppError('origin_refused', 'The request was made by a page of another site')
}

/** The first of the checks alone, for pages, which a link from another site may open. Returns the Host. */
export function checkHost(headers: Headers, network: { host: string; allowedHosts: string[] }): string {
  const host = headers.get('host')
  if (!host || !isAllowedHost(hostName(host), network)) throw new AppError('origin_refused', 'The Host header names an address that is not allowed')
  return host
}

function hostName(host: string): string {
  return parseUrl(`http://${host}`)?.hostname ?? ''
}

function isAllowedHost(name: string, network: { host: string; allowedHosts: string[] }): boolean {
  if (name === '') return false
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(name) || name.startsWith('[')) return true
  return name === network.host.toLowerCase() || network.allowedHosts.includes(name)
}

function isSameHost(origin: string, host: string): boolean {
  const parsed = parseUrl(origin)
  return parsed !== null && (parsed.protocol === 'http:' || parsed.protocol === 'https:') && parsed.host === host.toLowerCase()
}

function parseUrl(value: string): URL | null {
  return URL.canParse(value) ? new URL(value) : null
}
