import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** All global unicast addresses of IPv6 in use. What maps, embeds or translates IPv4 by a well-known prefix lies outside it. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * True for an address of the public internet. What is not known to be public is refused: loopback, private, link-local,
 * carrier-grade NAT, multicast, broadcast, documentation and other reserved ranges; of IPv6 also unique-local and
 * everything that stands for an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo), which could lead to any of them.
 */
export function isPublicAddress(address: string): boolean {
  // Shorter spellings and zones are no answers of a resolver.
  if (isIP(address) === 0 || address.includes('%')) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || (parsed as ipaddr.IPv6).match(globalUnicast)
}
