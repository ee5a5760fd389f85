import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takeSetupLock } from '../../../scripts/setup/setup-lock.mjs'

let folder: string
let lock: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'docent-lock-'))
  lock = path.join(folder, 'dist', 'setup.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function writeLock(holder: object): void {
  mkdirSync(lock, { recursive: true })
  writeFileSync(path.join(lock, 'holder.json'), JSON.stringify(holder))
}

describe('takeSetupLock', () => {
  it('lets the second wait until the first lets go', async () => {
    const order: string[] = []
    const release = await takeSetupLock(lock)
    let waitsFor: number | null = null
    const second = takeSetupLock(lock, {
      onWait: (holder: number | null) => {
        waitsFor = holder
      },
    }).then((releaseSecond: () => void) => {
      order.push('second')
      releaseSecond()
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    order.push('first')
    release()
    await second
    expect(order).toEqual(['first', 'second'])
    expect(waitsFor).toBe(process.pid)
    expect(existsSync(lock)).toBe(false)
  })

  it('takes over the lock of a process that was killed', async () => {
    const ended = spawnSync(process.execPath, ['-e', '0'])
    writeLock({ processId: ended.pid, machine: hostname(), id: 'dead' })
    const release = await takeSetupLock(lock)
    release()
    expect(existsSync(lock)).toBe(false)
  })

  it('takes over a lock from another machine only once its heartbeat is silent', async () => {
    writeLock({ processId: 1, machine: 'another-machine', id: 'elsewhere' })
    let waited = false
    const taken = takeSetupLock(lock, {
      onWait: () => {
        waited = true
      },
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(waited).toBe(true)
    const longAgo = new Date(Date.now() - 120_000)
    utimesSync(lock, longAgo, longAgo)
    const release = await taken
    release()
  })
})
