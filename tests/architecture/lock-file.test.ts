import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { completePackages, platformOf } from '../../scripts/complete-lock-file.mjs'
import { readSource } from './source-tree'

const lockFile = z.object({ packages: z.record(z.string(), z.record(z.string(), z.unknown())) })

describe('package-lock.json', () => {
  it('names the packages of every platform, or npm ci would refuse it (run scripts/complete-lock-file.mjs after npm install)', () => {
    expect(completePackages(lockFile.parse(JSON.parse(readSource('package-lock.json'))).packages)).toEqual([])
  })

  it('names no registry', () => {
    expect(readSource('package-lock.json')).not.toMatch(/"resolved": "http/)
  })

  it('would notice a missing platform package, also beside another version', () => {
    const packages: Record<string, Record<string, unknown>> = {
      'node_modules/tool': {
        version: '2.0.0',
        dev: true,
        optionalDependencies: { 'tool-linux-x64-musl': '2.0.0', 'tool-darwin-arm64': '2.0.0', 'loose-range': '^1.0.0' },
      },
      'node_modules/tool-darwin-arm64': { version: '2.0.0' },
      'node_modules/old/node_modules/tool': { version: '1.0.0', optionalDependencies: { 'tool-darwin-arm64': '1.0.0' } },
    }
    expect(completePackages(packages)).toEqual(['node_modules/tool-linux-x64-musl'])
    expect(packages['node_modules/tool-linux-x64-musl']).toEqual({ version: '2.0.0', cpu: ['x64'], libc: ['musl'], os: ['linux'], dev: true, optional: true })
  })

  it('reads platforms from names', () => {
    expect(platformOf('@next/swc-win32-arm64-msvc')).toEqual({ cpu: ['arm64'], os: ['win32'] })
    expect(platformOf('@swc/core-linux-arm-gnueabihf')).toEqual({ cpu: ['arm'], libc: ['glibc'], os: ['linux'] })
  })
})
