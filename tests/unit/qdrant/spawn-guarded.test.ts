import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { launchFirst } from '@/lib/qdrant/server/launch-first'
import { locateBinary } from '@/lib/qdrant/server/locate-binary'
import { findStopReason } from '@/lib/qdrant/server/server-log'
import { type GuardedProcess, spawnGuarded } from '@/lib/qdrant/server/spawn-guarded'
import { processesIn, waitUntil, waitUntilGone } from './find-processes'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docent-guard-'))
})

afterEach(async () => {
  await waitUntilGone(folder)
  await rm(folder, { recursive: true, force: true })
})

async function run(script: string): Promise<GuardedProcess> {
  const path = join(folder, 'program')
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
  return spawnGuarded({ path, workingDirectory: folder, environment: { PATH: '/usr/bin:/bin' }, logPath: join(folder, 'log') })
}

describe('spawnGuarded', () => {
  it('passes on the exit code and the output, and nothing stays behind', async () => {
    const program = await run('echo "to the log"; echo "and this" >&2; exit 7')
    expect(await program.exited).toBe(7)
    expect(program.hasExited()).toBe(true)
    expect(await readFile(join(folder, 'log'), 'utf8')).toBe('to the log\nand this\n')
    await waitUntilGone(folder)
    await program.stop()
  })

  it('reports a program ended by a signal as 128 and the number', async () => {
    expect(await (await run('kill -9 $$')).exited).toBe(137)
  })

  it('reports a program that does not exist with what the shell said', async () => {
    const program = spawnGuarded({
      path: join(folder, 'missing'),
      workingDirectory: folder,
      environment: { PATH: '/usr/bin:/bin' },
      logPath: join(folder, 'log'),
    })
    expect(await program.exited).toBe(127)
    expect(findStopReason(await readFile(join(folder, 'log'), 'utf8'))).toContain('not found')
  })

  it('kills a program that will not stop', async () => {
    const program = await run('trap "" TERM; echo up; while :; do sleep 1; done')
    await waitUntil('it ignores signals', async () => (await readFile(join(folder, 'log'), 'utf8')) === 'up\n')
    await program.stop()
    expect(await program.exited).toBe(137)
    expect((await processesIn(folder)).filter((entry) => entry.name === 'program')).toEqual([])
  }, 60_000)
})

describe('launchFirst', () => {
  it('takes other ports when the chosen ones are taken meanwhile', async () => {
    const holder = await listen()
    const address = holder.address()
    const taken = typeof address === 'object' && address ? address.port : 0
    const { path } = await locateBinary({ packageRoot: process.cwd(), searchPath: process.env.PATH })
    const launch = {
      binaryPath: path,
      directory: folder,
      logPath: join(folder, 'logs', 'qdrant.log'),
      ports: { http: taken, grpc: taken },
      apiKey: 'key',
      searchPath: '/usr/bin:/bin',
      readyTimeoutMilliseconds: 30_000,
    }
    const started = await launchFirst(launch, () => undefined)
    expect(started.launch.ports.http).not.toBe(taken)
    await started.server.stop()
    holder.close()
  }, 60_000)
})

describe('findStopReason', () => {
  it('finds the error among a backtrace, without colours', () => {
    const log =
      '\u001b[32m INFO\u001b[0m starting\n\u001b[31mERROR\u001b[0m qdrant: disk is full\n  13: __libc_start_main_impl\n   at ./csu/libc-start.c:360:3\n  14: _start\n'
    expect(findStopReason(log)).toBe('ERROR qdrant: disk is full')
    expect(findStopReason('first\nlast words\n   1: std::rt\n')).toBe('last words')
    expect(findStopReason('')).toBe('')
  })
})

function listen(): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer()
    server.listen({ host: '127.0.0.1', port: 0 }, () => resolve(server))
  })
}
