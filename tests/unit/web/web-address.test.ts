import { describe, expect, it } from 'vitest'
import { toAppError } from '@/lib/domain/app-error'
import { AllowedHosts, readWebAddress } from '@/lib/web/web-address'

const nobody = new AllowedHosts([])

function outcome(address: string, allowed: AllowedHosts = nobody): string {
  try {
    return readWebAddress(address, allowed).href
  } catch (thrown) {
    return toAppError(thrown).code
  }
}

const refused: Array<[kind: string, addresses: string[]]> = [
  [
    'other schemes',
    [
      'ftp://example.com/',
      'file:///etc/passwd',
      'gopher://example.com/',
      'data:text/html,hi',
      'javascript:alert(1)',
      'ws://example.com/',
      'blob:https://example.com/1',
    ],
  ],
  ['credentials', ['http://user@example.com/', 'https://user:secret@example.com/', 'http://:secret@example.com/']],
  [
    'ports of other services',
    ['http://example.com:22/', 'http://example.com:25/', 'http://example.com:6379/', 'http://example.com:6333/', 'https://example.com:3000/'],
  ],
  [
    'loopback in every spelling',
    [
      'http://127.0.0.1/',
      'http://127.1/',
      'http://2130706433/',
      'http://0x7f000001/',
      'http://0x7f.0.0.1/',
      'http://017700000001/',
      'http://0177.0.0.1/',
      'http://127.0.0.1./',
      'http://①②⑦.⓪.⓪.①/',
      'http://127。0。0。1/',
      'http://%31%32%37.0.0.1/',
      'http://0/',
      'http://[::1]/',
      'http://[0:0:0:0:0:0:0:1]/',
    ],
  ],
  [
    'private and link-local in every spelling',
    [
      'http://10.0.0.1/',
      'http://167772161/',
      'http://0xa.1/',
      'http://012.0.0.1/',
      'http://192.168.0.1/',
      'http://169.254.169.254/latest/meta-data/',
      'http://2852039166/',
      'http://0xa9fea9fe/',
      'http://100.64.0.1/',
    ],
  ],
  [
    'IPv6 that leads to IPv4',
    [
      'http://[::ffff:10.0.0.1]/',
      'http://[::ffff:a00:1]/',
      'http://[::10.0.0.1]/',
      'http://[64:ff9b::a00:1]/',
      'http://[64:ff9b:1::a00:1]/',
      'http://[2002:a00:1::1]/',
    ],
  ],
  [
    'names of this machine and network',
    [
      'http://localhost/',
      'http://LOCALHOST/',
      'http://localhost./',
      'http://a.localhost/',
      'http://printer.local/',
      'http://metadata.google.internal/',
      'http://nas.lan/',
      'http://wiki.corp/',
      'http://router.home.arpa/',
      'http://intranet/',
      'http://x.onion/',
    ],
  ],
  ['what is no address', ['', 'example.com', 'http://', 'http://1.2.3.4.5/', 'http://exa mple.com/', `http://example.com/${'a'.repeat(2000)}`]],
]

describe('readWebAddress', () => {
  it.each(refused)('refuses %s', (_, addresses) => {
    expect(addresses.map((address) => [address, outcome(address)])).toEqual(addresses.map((address) => [address, 'url_refused']))
  })

  it('takes ordinary addresses', () => {
    const addresses = [
      'http://example.com/',
      'https://example.com/a?b=c',
      'https://example.com:8443/',
      'http://example.com:8080/',
      'http://8.8.8.8/',
      'https://도서관.한국/',
    ]
    expect(addresses.map((address) => outcome(address)).filter((result) => result === 'url_refused')).toEqual([])
    expect(outcome('https://도서관.한국/')).toBe('https://xn--zb0b81k2qm.xn--3e0b707e/')
  })

  it('takes a private host only by its exact name and port', () => {
    const allowed = new AllowedHosts(['Wiki.corp', 'localhost:9000', '10.0.0.5:8000', '[::1]:9001'])
    expect(
      ['http://wiki.corp/a', 'https://wiki.corp/', 'http://localhost:9000/', 'http://10.0.0.5:8000/', 'http://[::1]:9001/'].map((url) => outcome(url, allowed)),
    ).not.toContain('url_refused')
    expect(
      [
        'http://wiki.corp:81/',
        'http://a.wiki.corp/',
        'http://localhost:9001/',
        'http://localhost/',
        'http://10.0.0.5/',
        'ftp://wiki.corp/',
        'http://u@wiki.corp/',
      ].map((url) => outcome(url, allowed)),
    ).toEqual(Array(7).fill('url_refused'))
  })
})
