import { describe, expect, it } from 'vitest'
import { checkHost, checkRequestOrigin } from '@/lib/http/check-request-origin'

const network = { host: '127.0.0.1', allowedHosts: ['docent.example.org'] }

function check(headers: Record<string, string>): string {
  try {
    checkRequestOrigin(new Headers(headers), network)
    return 'allowed'
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('checkRequestOrigin', () => {
  it.each(['127.0.0.1:3000', 'localhost:3000', '[::1]:3000', '192.168.0.7', 'docent.example.org', 'app.localhost'])('lets %s call', (host) => {
    expect(check({ host })).toBe('allowed')
  })

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'docent.example.org.evil.example', ''])(
    'refuses the foreign name "%s"',
    (host) => {
      expect(check(host ? { host } : {})).toBe('origin_refused')
    },
  )

  it('refuses an origin that is not this very host and port', () => {
    expect(check({ host: 'localhost:3000', origin: 'http://localhost:3000' })).toBe('allowed')
    expect(check({ host: 'localhost:3000', origin: 'http://localhost:4000' })).toBe('origin_refused')
    expect(check({ host: 'localhost:3000', origin: 'https://evil.example' })).toBe('origin_refused')
    expect(check({ host: 'localhost:3000', origin: 'null' })).toBe('origin_refused')
    expect(check({ host: 'localhost:3000', origin: 'file://localhost:3000' })).toBe('origin_refused')
  })

  it('refuses what the browser says another site asked for', () => {
    expect(check({ host: 'localhost:3000', 'sec-fetch-site': 'cross-site' })).toBe('origin_refused')
    expect(check({ host: 'localhost:3000', 'sec-fetch-site': 'same-site' })).toBe('origin_refused')
    expect(check({ host: 'localhost:3000', 'sec-fetch-site': 'same-origin' })).toBe('allowed')
    expect(check({ host: 'localhost:3000', 'sec-fetch-site': 'none' })).toBe('allowed')
  })

  it('lets a link from another site open a page, by a name that is ours', () => {
    expect(checkHost(new Headers({ host: 'localhost:3000', 'sec-fetch-site': 'cross-site' }), network)).toBe('localhost:3000')
  })
})
