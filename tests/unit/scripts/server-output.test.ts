import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { printableUrls } from '../../../scripts/serve/server-addresses.mjs'
import { isBanner, readableLines } from '../../../scripts/serve/server-output.mjs'

describe('the output of the server', () => {
  it.each(['▲ Next.js 16.4.6', '- Local:         http://127.0.0.1:3000', '- Network:       http://127.0.0.1:3000', '✓ Ready in 120ms', ''])(
    'hides the banner line "%s"',
    (line) => {
      expect(isBanner(line)).toBe(true)
    },
  )

  it.each(['[docent] Database ready (0.1 s)', 'Local files: 3'])('shows "%s"', (line) => {
    expect(isBanner(line)).toBe(false)
  })

  it('keeps the sentence of a printed error and drops its stack', () => {
    const lines = [
      'Error: Another Docent is using this data directory.',
      '    at lock (file:///app/lock.js:1:2)',
      '    at async start (node:internal/x:3:4) {',
      "  code: 'data_directory_in_use'",
      '}',
    ]
    expect(readableLines(lines)).toEqual(['Error: Another Docent is using this data directory.', "  code: 'data_directory_in_use'"])
  })
})

describe('the output of a server that is ready', () => {
  it("has what Next prints about a stranger's request without its stack", async () => {
    const lines = [
      "TypeError: 'TRACE' HTTP method is unsupported.",
      '    at new to (.next/server/chunks/x.js:1:57658)',
      '    at ignore-listed frames',
      '[docent] a line of ours',
    ]
    const program = `import { showServerOutput } from './scripts/serve/server-output.mjs'
      import { spawn } from 'node:child_process'
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(`console.error(${JSON.stringify(lines.join('\n'))})`)}], { stdio: ['ignore', 'pipe', 'pipe'] })
      showServerOutput(child).markReady()`
    const { stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program])
    expect(stderr.trim().split('\n')).toEqual([lines[0], lines[3]])
  })
})

describe('printableUrls', () => {
  const interfaces = { lo: [{ internal: true, family: 'IPv4', address: '127.0.0.1' }], eth0: [{ internal: false, family: 'IPv4', address: '192.168.1.5' }] }

  it.each([
    ['127.0.0.1', ['http://127.0.0.1:3000']],
    ['::1', ['http://[::1]:3000']],
    ['0.0.0.0', ['http://127.0.0.1:3000', 'http://192.168.1.5:3000']],
    ['192.168.1.5', ['http://192.168.1.5:3000']],
  ])('%s -> %j', (host, expected) => {
    expect(printableUrls(host, 3000, interfaces as never)).toEqual(expected)
  })
})
