import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { onTestFinished } from 'vitest'

export interface Program {
  child: ChildProcess
  /** Its standard output so far, line by line. */
  lines: string[]
  waitForLines(count: number): Promise<void>
  /** Ends it as a power cut would: it gets no chance to clean up. */
  kill(): Promise<void>
}

/** Compiles a program of `programs/` as the workers are compiled and runs it in a process of its own. */
export async function startProgram(name: string, programArguments: string[]): Promise<Program> {
  const outfile = path.resolve('dist', `test-${randomUUID()}`, `${name}.mjs`)
  onTestFinished(() => rm(path.dirname(outfile), { recursive: true, force: true }))
  await build({
    entryPoints: [path.resolve('tests/unit/db/programs', `${name}.ts`)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'error',
  })
  const child = spawn(process.execPath, [outfile, ...programArguments], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const lines: string[] = []
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => lines.push(line))
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await exited
  }
  onTestFinished(kill)
  return {
    child,
    lines,
    async waitForLines(count) {
      while (lines.length < count) await Promise.race([once(reader, 'line'), exited.then(() => Promise.reject(new Error(`${name} ended early`)))])
    },
    kill,
  }
}
