import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'

export interface StartedApp {
  url: string
  /** Of `npm start`'s own process; everything else of the app was started by it. */
  pid: number
  hasEnded: () => boolean
  /** Everything printed so far, both streams. */
  output: () => string
  /** What a person does: Ctrl-C. Ends it by force after half a minute. */
  stop: () => Promise<void>
}

const startLimitMilliseconds = 300_000
const stopLimitMilliseconds = 30_000

/** Starts the built app as a person does, on a free port, and resolves once it has said that it is ready. */
export async function startApp(dataDirectory: string): Promise<StartedApp> {
  const port = await findFreePort()
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDirectory },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (printed += data))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const app: StartedApp = {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    hasEnded: () => isOver(child),
    output: () => printed,
    stop: async () => {
      if (!isOver(child)) child.kill('SIGINT')
      const timer = setTimeout(() => child.kill('SIGKILL'), stopLimitMilliseconds)
      await ended
      clearTimeout(timer)
    },
  }
  await waitForReady(app)
  return app
}

async function waitForReady(app: StartedApp): Promise<void> {
  const deadline = Date.now() + startLimitMilliseconds
  while (!app.output().includes('Docent is ready at')) {
    if (app.hasEnded() || Date.now() > deadline) {
      await app.stop()
      throw new Error(`The app did not start:\n${app.output()}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function isOver(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
