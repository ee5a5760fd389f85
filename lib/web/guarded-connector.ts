import { lookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { buildConnector } from 'undici'
import { isPublicAddress } from './public-address'
import { type AllowedHosts, refusal } from './web-address'

export interface ResolvedAddress {
  address: string
  family: number
}

/** All addresses of a name, IPv4 and IPv6. */
export type ResolveName = (name: string) => Promise<ResolvedAddress[]>

export const resolveBySystem: ResolveName = (name) => lookup(name, { all: true, verbatim: true })

/**
 * Opens connections to checked addresses only. The name is resolved once for each connection; if any of its addresses is
 * not public the connection is refused, else it goes to one of those very addresses. The second resolution that DNS
 * rebinding lives on does not happen. Host header and TLS name stay the name.
 * Rejected: checking first and connecting by name afterwards (two resolutions); rewriting the address in the URL (breaks TLS).
 */
export function guardedConnector(options: { allowedHosts: AllowedHosts; resolve: ResolveName; timeoutMilliseconds: number }): buildConnector.connector {
  const open = (lookupName: LookupFunction) => buildConnector({ timeout: options.timeoutMilliseconds, lookup: lookupName, allowH2: false })
  const guarded = open(lookupWith(options.resolve, isPublicAddress))
  const trusted = open(lookupWith(options.resolve, () => true))
  return (target, callback) => {
    const { protocol, hostname, port } = target
    const url = new URL(`${protocol}//${hostname.includes(':') ? `[${hostname}]` : hostname}${port ? `:${port}` : ''}`)
    if (options.allowedHosts.has(url)) return trusted(target, callback)
    // A literal address is not resolved, so nothing below would look at it.
    if (isIP(hostname) > 0 && !isPublicAddress(hostname)) return callback(refusal('The address is not public'), null)
    guarded(target, callback)
  }
}

function lookupWith(resolve: ResolveName, isAllowed: (address: string) => boolean): LookupFunction {
  return (name, { all, family }, callback) => {
    resolve(name).then(
      (addresses) => {
        if (addresses.length === 0) return callback(new Error('The name has no address'), [])
        if (!addresses.every(({ address }) => isAllowed(address))) return callback(refusal('The name stands for an address that is not public'), [])
        if (all) return callback(null, addresses)
        const [first] = addresses.filter((address) => !family || address.family === family)
        return first ? callback(null, first.address, first.family) : callback(new Error('The name has no address of this family'), [])
      },
      (error: Error) => callback(error, []),
    )
  }
}
