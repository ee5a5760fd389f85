import { isIP } from 'node:net'
import { AppError } from '@/lib/domain/app-error'
import { isPublicAddress } from './public-address'

/**
 * The ports on which pages are served. Others belong to mail, databases and consoles that a forged request could reach,
 * and nobody publishes documents there.
 */
const webPorts = new Set(['', '80', '443', '8080', '8443'])
/** Names that mean this machine or the local network, whatever a resolver makes of them. */
const localNames = /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|arpa|onion|test|invalid)$/
const longestAddress = 2000

/**
 * Parses an address and refuses what is wrong on its face: another scheme, credentials, an unusual port, a name that is
 * no public one, a literal address that is not public. Decimal, octal, hexadecimal and short spellings of IPv4 are
 * brought into the usual form by the URL parser before they are looked at. Names are checked again when they are resolved.
 * Errors: url_refused.
 */
export function readWebAddress(text: string, allowedHosts: AllowedHosts): URL {
  if (text.length > longestAddress || !URL.canParse(text)) throw refusal('It is not an address')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refusal('The scheme is neither http nor https')
  if (url.username !== '' || url.password !== '') throw refusal('It holds a user name or a password')
  if (allowedHosts.has(url)) return url
  if (!webPorts.has(url.port)) throw refusal('The port is not one of the web')
  const name = hostName(url)
  if (isIP(name) > 0 ? !isPublicAddress(name) : !isPublicName(name)) throw refusal('The host is not public')
  return url
}

/** The host without the brackets of IPv6 and without a dot at its end. */
export function hostName(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

function isPublicName(name: string): boolean {
  return name.includes('.') && !localNames.test(name)
}

/** Hosts that may be read although they are not public: an intranet's, or a test's. Each `host:port`, or `host` for the default ports. */
export class AllowedHosts {
  private readonly entries: Set<string>

  constructor(entries: string[]) {
    this.entries = new Set(entries.map((entry) => entry.trim().toLowerCase()).filter(Boolean))
  }

  /** `URL.host` leaves out the scheme's own port, so `host` and `host:80` are one thing to a plain address. */
  has(url: URL): boolean {
    const port = url.port || (url.protocol === 'https:' ? '443' : '80')
    return this.entries.has(url.host) || this.entries.has(`${url.hostname}:${port}`)
  }
}

export function refusal(message: string): AppError {
  return new AppError('url_refused', message)
}
