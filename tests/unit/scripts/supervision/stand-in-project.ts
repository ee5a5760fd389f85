import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

const repository = path.resolve(import.meta.dirname, '../../../..')

/**
 * A folder with the real start scripts, and a small server where Next would be: the supervisor cannot tell the difference, and its tests
 * need neither a build nor a model. `server` is that server's source.
 */
export function createStandInProject(server: string): { root: string; remove(): void } {
  const root = mkdtempSync(path.join(tmpdir(), 'docent-supervision-'))
  cpSync(path.join(repository, 'scripts'), path.join(root, 'scripts'), { recursive: true })
  const bin = path.join(root, 'node_modules/next/dist/bin')
  mkdirSync(bin, { recursive: true })
  writeFileSync(path.join(bin, 'package.json'), '{"type":"commonjs"}')
  writeFileSync(path.join(bin, 'next'), server)
  writeFileSync(
    path.join(root, 'serve.mjs'),
    `import { serveApp } from './scripts/serve/serve-app.mjs'
import { runMain } from './scripts/setup/clear-error.mjs'
import { readSettings } from './scripts/setup/read-settings.mjs'
await runMain(() => serveApp(readSettings(process.env), Date.now()))
`,
  )
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) }
}

/** A started program with all it has printed. `ended` resolves with its exit code. */
export class StartedProgram {
  output = ''
  readonly child: ChildProcess
  readonly ended: Promise<number | null>

  constructor(program: string, programArguments: string[], options: { cwd: string; env: Record<string, string> }) {
    this.child = spawn(program, programArguments, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (piece: Buffer) => {
        this.output += piece.toString()
      })
    this.ended = new Promise((resolve) => this.child.once('close', (code) => resolve(code)))
  }

  /** Resolves with the match once the output holds it; rejects with the output when the program ends before. */
  async waitFor(pattern: RegExp): Promise<RegExpMatchArray> {
    let ended = false
    void this.ended.then(() => {
      ended = true
    })
    for (;;) {
      const match = this.output.match(pattern)
      if (match) return match
      if (ended) throw new Error(`Ended without ${pattern}:\n${this.output}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** As a terminal does: to the whole process group. */
  signalGroup(signal: NodeJS.Signals): void {
    if (this.child.pid) process.kill(-this.child.pid, signal)
  }
}

export async function listenOnFreePort(): Promise<{ port: number; server: Server }> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return { port: address.port, server }
}

export async function findFreePort(): Promise<number> {
  const { port, server } = await listenOnFreePort()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A process that has ended but that nobody has collected yet (in a container without an init) counts as gone. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
  } catch {
    return false
  }
  const status = `/proc/${processId}/stat`
  return !existsSync(status) || !/\) Z /.test(readFileSync(status, 'utf8'))
}
