import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../../..')
const startLimitMilliseconds = 200_000

export interface RunningApp {
  url: string
  dataDirectory: string
  /** Everything printed so far, both streams. */
  output: () => string
  /** What a person does: Ctrl-C. Resolves with the exit code. */
  interrupt: () => Promise<number | null>
  /** kill -9 of every process of the app, Qdrant left to notice by itself. */
  killHard: () => Promise<void>
  /** Interrupts if it still runs and, when the app made its own data directory, removes that. */
  close: () => Promise<void>
}

export interface AppOptions {
  dataDirectory?: string
  environment?: Record<string, string>
  port?: number
}

/** Starts Docent the way a person does and resolves once it has said that it is ready. */
export async function startApp(options: AppOptions = {}): Promise<RunningApp> {
  const dataDirectory = options.dataDirectory ?? (await mkdtemp(path.join(tmpdir(), 'docent-e2e-')))
  const port = options.port ?? (await findFreePort())
  const url = `http://127.0.0.1:${port}`
  const started = runStart({ ...options.environment, PORT: String(port), DATA_DIR: dataDirectory })
  await waitForReady(started, url)
  const { child } = started
  const app: RunningApp = {
    url,
    dataDirectory,
    output: started.output,
    async interrupt() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT')
      return started.ended
    },
    async killHard() {
      for (const pid of await findServerProcesses(child.pid)) process.kill(pid, 'SIGKILL')
      child.kill('SIGKILL')
      await started.ended
      await waitUntilFree(port)
    },
    async close() {
      await app.interrupt()
      if (!options.dataDirectory) await rm(dataDirectory, { recursive: true, force: true, maxRetries: 5 })
    },
  }
  return app
}

export interface StartedProcess {
  child: ChildProcess
  output: () => string
  ended: Promise<number | null>
}

/** Runs `npm start`'s program with exactly this environment on top of what programs need. */
export function runStart(environment: Record<string, string>): StartedProcess {
  const { PATH, HOME, MODELS_DIR } = process.env
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    // One model for every run, whatever the machine has installed or could fetch; an empty value is as good as none.
    env: { PATH, HOME, ...(MODELS_DIR ? { MODELS_DIR } : {}), EMBEDDING_MODEL: 'Xenova/all-MiniLM-L6-v2', ...environment } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  child.stdout.on('data', (data) => (printed += data))
  child.stderr.on('data', (data) => (printed += data))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, output: () => printed, ended }
}

async function waitForReady(started: StartedProcess, url: string): Promise<void> {
  const deadline = Date.now() + startLimitMilliseconds
  while (!started.output().includes('Docent is ready at')) {
    if (started.child.exitCode !== null) throw new Error(`npm start ended with ${started.child.exitCode}:\n${started.output()}`)
    if (Date.now() > deadline) {
      const health = await describeHealth(url)
      await stopUnready(started)
      throw new Error(`npm start was not ready in time (health: ${health}):\n${started.output()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** What a caller of its own is told: the difference between an app that hangs and a start that does not notice it. */
async function describeHealth(url: string): Promise<string> {
  const asked = fetch(`${url}/api/health`).then(
    async (response) => `${response.status} ${await response.text()}`,
    (error: unknown) => String(error instanceof Error ? (error.cause ?? error) : error),
  )
  return Promise.race([asked, new Promise<string>((resolve) => setTimeout(() => resolve('no answer in 10 s'), 10_000))])
}

/** In order, so that nothing is left running; by force when that takes too long. */
async function stopUnready({ child, ended }: StartedProcess): Promise<void> {
  child.kill('SIGINT')
  const force = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await ended
  clearTimeout(force)
}

export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

/** The web server and its children of the same kind (node), found by walking down from `npm start`'s process. */
async function findServerProcesses(startPid: number | undefined): Promise<number[]> {
  const processes = await readProcesses()
  const found = new Set<number>(startPid === undefined ? [] : [startPid])
  for (let grew = true; grew; ) {
    grew = false
    for (const { pid, parent } of processes) {
      if (found.has(parent) && !found.has(pid)) {
        found.add(pid)
        grew = true
      }
    }
  }
  found.delete(startPid ?? -1)
  return processes.filter(({ pid, program }) => found.has(pid) && path.basename(program) === 'node').map(({ pid }) => pid)
}

/** A large process takes a moment to die, and holds its port until its last thread is gone. */
async function waitUntilFree(port: number): Promise<void> {
  while (!(await isFree(port))) await new Promise((resolve) => setTimeout(resolve, 50))
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** Process ids of programs called `name` whose working directory lies in `directory`. */
export async function findProcessesIn(directory: string, name: string): Promise<number[]> {
  const processes = await readProcesses()
  const matches = await Promise.all(
    processes.map(async ({ pid, program }) => (path.basename(program) === name && (await linkOf(`/proc/${pid}/cwd`)).startsWith(directory) ? [pid] : [])),
  )
  return matches.flat()
}

async function readProcesses(): Promise<Array<{ pid: number; parent: number; program: string }>> {
  const names = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const rows = await Promise.all(
    names.map(async (name) => {
      try {
        const stat = await readFile(`/proc/${name}/stat`, 'utf8')
        const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
        return [{ pid: Number(name), parent, program: await linkOf(`/proc/${name}/exe`) }]
      } catch {
        return []
      }
    }),
  )
  return rows.flat()
}

async function linkOf(file: string): Promise<string> {
  try {
    return await readlink(file)
  } catch {
    return ''
  }
}
