import { describe, expect, it } from 'vitest'
import { isPublicAddress } from '@/lib/web/public-address'

const refused: Array<[kind: string, addresses: string[]]> = [
  ['this network', ['0.0.0.0', '0.1.2.3', '::']],
  ['loopback', ['127.0.0.1', '127.255.255.254', '::1']],
  ['private', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1']],
  ['carrier-grade NAT', ['100.64.0.1', '100.127.255.255']],
  ['link-local, with the metadata services of clouds', ['169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'fec0::1']],
  ['unique local, with the metadata service of AWS', ['fc00::1', 'fd00:ec2::254']],
  ['multicast and broadcast', ['224.0.0.1', '239.255.255.255', '255.255.255.255', 'ff02::1']],
  [
    'reserved, documentation and benchmarks',
    ['192.0.0.1', '192.0.2.1', '192.88.99.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '240.0.0.1', '2001:db8::1', '3fff::1', '2001:2::1'],
  ],
  ['IPv4 mapped into IPv6', ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '::ffff:0:127.0.0.1']],
  ['IPv4-compatible IPv6', ['::127.0.0.1', '::7f00:1', '::a00:1']],
  ['NAT64', ['64:ff9b::7f00:1', '64:ff9b::10.0.0.1', '64:ff9b:1::7f00:1', '64:ff9b:1:ffff::a00:1']],
  ['6to4 and Teredo', ['2002:7f00:1::', '2002:a00:1::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2', '2001::1']],
  ['discard, segment routing, unassigned', ['100::1', '5f00::1', '4000::1', 'e000::1']],
  ['no address at all', ['', 'localhost', '1.2.3', '0x7f000001.example']],
]

describe('isPublicAddress', () => {
  it.each(refused)('refuses %s', (_, addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([])
  })

  it('knows the public internet', () => {
    const addresses = [
      '8.8.8.8',
      '1.1.1.1',
      '100.63.255.255',
      '100.128.0.1',
      '172.32.0.1',
      '2606:4700::1111',
      '2a00:1450:4001:81b::200e',
      '2404:6800:4004:80a::200e',
    ]
    expect(addresses.filter((address) => !isPublicAddress(address))).toEqual([])
  })
})
