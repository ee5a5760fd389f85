import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callJson } from './support/call-app'
import { findFreePort, findProcessesIn, type RunningApp, runStart, startApp } from './support/start-app'

describe('npm start', () => {
  let app: RunningApp

  beforeAll(async () => {
    app = await startApp()
  })
  afterAll(async () => {
    await app?.close()
  })

  it('says each step and one line with the address', () => {
    expect(app.output()).toContain(`Docent is ready at ${app.url}`)
    expect(app.output()).toMatch(/\[docent\] Database ready/)
    expect(app.output()).toMatch(/\[docent\] Qdrant ready/)
    expect(app.output()).toMatch(/\[docent\] Embedding model .* ready/)
  })

  it('answers health with every part it needs', async () => {
    const { status, body } = await callJson<{ status: string; checks: Record<string, { status: string }> }>(`${app.url}/api/health`)
    expect(status).toBe(200)
    expect(body.checks).toMatchObject({ qdrant: { status: 'ok' }, database: { status: 'ok' }, embedder: { status: 'ok' }, llm: { status: 'off' } })
  })

  it('listens on loopback only, under a strict policy', async () => {
    const page = await fetch(app.url)
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'(;|$)/)
    expect(policy).toContain("object-src 'none'")
    expect(page.headers.get('x-content-type-options')).toBe('nosniff')
    expect(page.headers.get('x-powered-by')).toBeNull()
  })

  it('refuses a second app on the same data directory with one clear sentence', async () => {
    const second = runStart({ PORT: String(await findFreePort()), DATA_DIR: app.dataDirectory })
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(/Another Docent is using this data directory/)
    expect(second.output()).not.toMatch(/^\s+at /m)
  })

  it('runs beside a second app with its own port and data directory', async () => {
    const second = await startApp()
    try {
      expect((await callJson(`${second.url}/api/health`)).status).toBe(200)
      expect((await callJson(`${app.url}/api/health`)).status).toBe(200)
    } finally {
      await second.close()
    }
  })

  it('stops everything it started on Ctrl-C', async () => {
    expect(await findProcessesIn(app.dataDirectory, 'qdrant')).toHaveLength(1)
    expect(await app.interrupt()).toBe(0)
    expect(await findProcessesIn(app.dataDirectory, 'qdrant')).toEqual([])
    await expect(fetch(app.url)).rejects.toThrow()
  })
})

describe('npm start, when it cannot', () => {
  it('says that the port is in use', async () => {
    const server = createServer()
    const port = await findFreePort()
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const started = runStart({ PORT: String(port), DATA_DIR: await mkdtemp(path.join(tmpdir(), 'docent-e2e-')) })
    expect(await started.ended).toBe(1)
    expect(started.output()).toContain(`Port ${port} is in use`)
    expect(started.output()).not.toMatch(/^\s+at /m)
    server.close()
  })

  it('refuses to serve a network without accounts, unless told that this is meant', async () => {
    const started = runStart({ HOST: '0.0.0.0', PORT: String(await findFreePort()) })
    expect(await started.ended).toBe(1)
    expect(started.output()).toContain('DOCENT_ALLOW_OPEN=1')
  })

  it('names the setting that cannot be used', async () => {
    const directory = await mkdtemp(path.join(tmpdir(), 'docent-e2e-'))
    const started = runStart({ QDRANT_URL: 'ftp://example.org', PORT: String(await findFreePort()), DATA_DIR: directory })
    expect(await started.ended).toBe(1)
    expect(started.output()).toContain('QDRANT_URL')
    expect(started.output()).not.toMatch(/^\s+at /m)
    await rm(directory, { recursive: true, force: true })
  })
})
