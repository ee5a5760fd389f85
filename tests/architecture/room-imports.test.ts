import { describe, expect, it } from 'vitest'
import { importsOf, listSources, readSource, resolveImport } from './source-tree'

const everyRoom = ['domain', 'ingest', 'search', 'answer', 'models', 'qdrant', 'db', 'storage', 'web', 'jobs', 'http', 'config', 'workers', 'services']

/** The table of docs/architecture.md. Each room may also import itself. */
const allowed: Record<string, string[]> = {
  domain: [],
  ingest: ['domain'],
  search: ['domain'],
  answer: ['domain'],
  models: ['domain'],
  qdrant: ['domain'],
  db: ['domain'],
  storage: ['domain'],
  web: ['domain'],
  jobs: ['domain', 'ingest'],
  http: ['domain'],
  config: ['domain'],
  workers: everyRoom,
  services: everyRoom,
  app: ['services', 'http', 'domain', 'components'],
  components: ['domain'],
  entry: ['services', 'http', 'config', 'domain'],
  eval: everyRoom,
}

function roomOf(file: string): string | null {
  const [first = '', second = ''] = file.split('/')
  if (first === 'lib') return second.replace(/\.tsx?$/, '')
  if (['app', 'components', 'eval'].includes(first)) return first
  return /^(proxy|instrumentation)(\.ts)?$/.test(file) ? 'entry' : null
}

/** Biome sees an import as it is written; here it is followed to where it leads, so that no spelling gets around the table. */
function findForbidden(file: string, source: string): string[] {
  const from = roomOf(file)
  if (from === null) return []
  return importsOf(source).flatMap((imported) => {
    const target = resolveImport(file, imported)
    const to = target === null ? null : roomOf(target)
    if (to === null || to === from || allowed[from]?.includes(to)) return []
    return [`${file} imports ${imported}: ${from} may not import ${to}`]
  })
}

describe('who imports whom', () => {
  it('knows every room', () => {
    const rooms = new Set(
      listSources()
        .map(roomOf)
        .filter((room) => room !== null),
    )
    expect([...rooms].filter((room) => !(room in allowed))).toEqual([])
    expect(rooms.size).toBeGreaterThan(10)
  })

  it('follows the table in the whole tree', () => {
    expect(listSources().flatMap((file) => findForbidden(file, readSource(file)))).toEqual([])
  })

  it.each([
    ['lib/search/a.ts', "import { x } from '../../lib/./qdrant/x'"],
    ['lib/search/a.ts', "const x = await import('@/lib/db/x')"],
    ['lib/search/a.ts', "export { x } from '@/lib/answer/x'"],
    ['lib/search/deep/a.ts', "import {\n  x,\n  y,\n} from '../../models/x'"],
    ['components/chat/a.tsx', "import type { X } from '@/lib/services/x'"],
    ['app/page.tsx', "import '@/lib/config/x'"],
  ])('would notice in %s: %s', (file, source) => {
    expect(findForbidden(file, source)).toHaveLength(1)
  })
})
