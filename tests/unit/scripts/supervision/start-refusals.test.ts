import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listenOnFreePort, StartedProgram } from './stand-in-project'

const repository = path.resolve(import.meta.dirname, '../../../..')

/** The real start script; every case must end before it prepares or builds anything. */
async function start(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const program = new StartedProgram(process.execPath, [path.join(repository, 'scripts/start.mjs')], {
    cwd: repository,
    env: { HOST: '', PORT: '', DOCENT_ALLOW_OPEN: '', ...env },
  })
  return { code: await program.ended, output: program.output }
}

describe('npm start', () => {
  let taken: { port: number; server: Server }
  let dataDirectory: string
  beforeAll(async () => {
    taken = await listenOnFreePort()
    dataDirectory = mkdtempSync(path.join(tmpdir(), 'docent-refusal-'))
  })
  afterAll(() => {
    taken.server.close()
    rmSync(dataDirectory, { recursive: true, force: true })
  })

  it('refuses a port in use with one sentence', async () => {
    const { code, output } = await start({ PORT: String(taken.port), DATA_DIR: dataDirectory })
    expect(code).toBe(1)
    expect(output.trim()).toBe(
      `[docent] Port ${taken.port} is in use by another program. Set PORT to a free one, for example: PORT=${taken.port + 1} npm start`,
    )
  })

  it('refuses a port that is none', async () => {
    const { code, output } = await start({ PORT: 'eighty', DATA_DIR: dataDirectory })
    expect(code).toBe(1)
    expect(output.trim()).toBe('[docent] PORT=eighty is not a port: use a number from 1 to 65535, for example PORT=3001.')
  })

  it('refuses to serve other machines unless that is allowed', async () => {
    const { code, output } = await start({ HOST: '0.0.0.0', DATA_DIR: dataDirectory })
    expect(code).toBe(1)
    expect(output.trim().split('\n')).toHaveLength(1)
    expect(output).toContain('DOCENT_ALLOW_OPEN=1')
  })

  it('refuses an address that is not of this machine', async () => {
    const { code, output } = await start({ HOST: '192.0.2.1', DOCENT_ALLOW_OPEN: '1', DATA_DIR: dataDirectory })
    expect(code).toBe(1)
    expect(output).toContain('HOST=192.0.2.1 is not an address of this machine')
  })

  it('refuses a data folder that cannot be made', async () => {
    const { code, output } = await start({ PORT: String(taken.port - 1), DATA_DIR: path.join(repository, 'package.json', 'data') })
    expect(code).toBe(1)
    expect(output).toMatch(/The data folder .* cannot be written \(ENOTDIR\)/)
  })
})
