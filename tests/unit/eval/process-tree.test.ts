import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CpuAccount } from '@/eval/running-app/cpu-account'
import { readProcessTree } from '@/eval/running-app/process-tree'

describe.skipIf(!existsSync('/proc/self/status'))('the processes below one', () => {
  it('are found with their memory and processor time, and no others', async () => {
    const child = spawn(process.execPath, ['-e', 'for (const end = Date.now() + 300; Date.now() < end; ); console.log("busy"); setInterval(() => {}, 1000)'])
    const account = new CpuAccount(process.pid)
    await once(child.stdout, 'data')
    const tree = readProcessTree(process.pid)
    const found = tree.find(({ pid }) => pid === child.pid)
    expect(found?.parent).toBe(process.pid)
    expect(found?.residentBytes).toBeGreaterThan(10 * 1_048_576)
    expect(found?.peakBytes).toBeGreaterThanOrEqual(found?.residentBytes ?? Number.POSITIVE_INFINITY)
    expect(found?.cpuSeconds).toBeGreaterThan(0)
    expect(tree.some(({ pid }) => pid === process.ppid)).toBe(false)
    const { other } = account.read()
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(readProcessTree(process.pid).some(({ pid }) => pid === child.pid)).toBe(false)
    // What an ended process has used is not forgotten.
    expect(account.read().other).toBeGreaterThanOrEqual(other)
  })
})
