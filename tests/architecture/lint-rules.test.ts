import { beforeAll, describe, expect, it } from 'vitest'
import { type Findings, lintPlantedTree } from './planted-tree'

const restricted = 'lint/style/noRestrictedImports'

/** One violation each: the rule that must catch it, the file it is planted in, its source. */
const violations: Array<[rule: string, file: string, source: string]> = [
  ['lint/suspicious/noExplicitAny', 'lib/search/loose-type.ts', 'export const loose: any = 1\n'],
  ['lint/suspicious/noTsIgnore', 'lib/search/silenced.ts', "// @ts-ignore\nexport const silenced: number = 'one'\n"],
  ['lint/style/noNonNullAssertion', 'lib/search/insisting.ts', 'export const insist = (value: string | null) => value!.length\n'],
  ['lint/style/noProcessEnv', 'lib/search/reads-environment.ts', 'export const port = process.env.PORT\n'],
  ['lint/style/noProcessEnv', 'app/page-environment.ts', 'export const port = process.env.PORT\n'],
  ['lint/style/useFilenamingConvention', 'lib/search/CamelCase.ts', 'export const camel = 1\n'],
  ['lint/style/useNodejsImportProtocol', 'lib/storage/bare-node.ts', "import { join } from 'path'\nexport const joined = join('a', 'b')\n"],
  ['lint/style/noExcessiveLinesPerFile', 'lib/search/too-long.ts', Array.from({ length: 401 }, (_, line) => `export const line${line} = ${line}\n`).join('')],
  ['lint/performance/noBarrelFile', 'lib/search/barrel.ts', "export * from './first-of-cycle'\n"],
  ['lint/suspicious/noImportCycles', 'lib/search/first-of-cycle.ts', "import { second } from './second-of-cycle'\nexport const first = () => second\n"],
  [
    'lint/suspicious/noImportCycles',
    'lib/search/second-of-cycle.ts',
    "import { first } from '@/lib/search/first-of-cycle'\nexport const second = () => first\n",
  ],
  ['lint/correctness/noUnusedImports', 'lib/search/unused-import.ts', "import { sep } from 'node:path'\nexport const used = 1\n"],
  ['lint/correctness/noUndeclaredDependencies', 'lib/search/undeclared-package.ts', "import leftPad from 'left-pad'\nexport const padded = leftPad('a', 2)\n"],
  ...forbiddenImports(),
]

/** Every room against a room or package that the table of docs/architecture.md does not give it. */
function forbiddenImports(): Array<[string, string, string]> {
  const pairs: Array<[file: string, imported: string]> = [
    ['lib/domain/into-search.ts', '@/lib/search/found'],
    ['lib/domain/into-package.ts', 'zod'],
    ['lib/domain/into-node.ts', 'node:fs'],
    ['lib/domain/ports/into-room.ts', '../../search/found'],
    ['lib/ingest/into-search.ts', '@/lib/search/found'],
    ['lib/ingest/into-config.ts', '@/lib/config/found'],
    ['lib/ingest/into-models-package.ts', '@huggingface/transformers'],
    ['lib/search/into-qdrant.ts', '@/lib/qdrant/found'],
    ['lib/search/into-qdrant-package.ts', '@qdrant/js-client-rest'],
    ['lib/search/into-qdrant-relatively.ts', '../qdrant/found'],
    ['lib/search/deep/into-answer-relatively.ts', '../../answer/found'],
    ['lib/answer/into-search.ts', '@/lib/search/found'],
    ['lib/answer/into-openai.ts', 'openai'],
    ['lib/answer/into-services.ts', '@/lib/services'],
    ['lib/models/into-qdrant.ts', '@/lib/qdrant/found'],
    ['lib/models/into-database-package.ts', '@prisma/client'],
    ['lib/qdrant/into-db.ts', '@/lib/db/found'],
    ['lib/qdrant/into-openai.ts', 'openai'],
    ['lib/db/into-storage.ts', '@/lib/storage/found'],
    ['lib/storage/into-db.ts', '@/lib/db/found'],
    ['lib/storage/into-database-package.ts', '@libsql/client'],
    ['lib/web/into-jobs.ts', '@/lib/jobs/found'],
    ['lib/web/into-qdrant-package.ts', '@qdrant/js-client-rest'],
    ['lib/jobs/into-web-package.ts', 'undici'],
    ['lib/jobs/into-web.ts', '@/lib/web/found'],
    ['lib/jobs/into-db.ts', '@/lib/db/found'],
    ['lib/jobs/into-search.ts', '@/lib/search/found'],
    ['lib/http/into-services.ts', '@/lib/services'],
    ['lib/http/into-next.ts', 'next/server'],
    ['lib/config/into-http.ts', '@/lib/http/found'],
    ['lib/workers/into-components.ts', '@/components/ui/found'],
    ['lib/services.ts', '@/app/found'],
    ['app/into-db.ts', '@/lib/db/found'],
    ['app/api/into-search.ts', '@/lib/search/found'],
    ['app/into-qdrant-package.ts', '@qdrant/js-client-rest'],
    ['app/into-lib-relatively.ts', '../lib/db/found'],
    ['components/chat/into-services.ts', '@/lib/services'],
    ['components/chat/into-http.ts', '@/lib/http/found'],
    ['components/chat/into-app.ts', '@/app/found'],
    ['components/chat/into-node.ts', 'node:fs'],
    ['proxy.ts', '@/lib/db/found'],
  ]
  return pairs.map(([file, imported]) => [restricted, file, `import { found } from '${imported}'\nexport const kept = found\n`])
}

/** What the table allows must pass, or the rules above could be catching everything. */
const allowedImports: Array<[file: string, imported: string]> = [
  ['lib/domain/ports/good.ts', '../chunk'],
  ['lib/ingest/good.ts', '@/lib/domain/chunk'],
  ['lib/ingest/deep/good.ts', '../own'],
  ['lib/search/good.ts', '@/lib/domain/chunk'],
  ['lib/search/good-package.ts', 'stemmer'],
  ['lib/models/good.ts', 'openai'],
  ['lib/qdrant/good.ts', '@qdrant/js-client-rest'],
  ['lib/db/good.ts', '@prisma/adapter-libsql'],
  ['lib/db/good-generated.ts', './generated/client'],
  ['lib/storage/good.ts', 'node:fs'],
  ['lib/web/good.ts', 'undici'],
  ['lib/jobs/good.ts', '@/lib/ingest/own'],
  ['lib/http/good.ts', '@/lib/domain/chunk'],
  ['lib/workers/good.ts', '@/lib/models/own'],
  ['lib/services/good.ts', '@/lib/qdrant/own'],
  ['app/good.ts', '@/lib/services'],
  ['app/good-component.ts', '@/components/ui/own'],
  ['app/api/good.ts', '@/lib/http/own'],
  ['components/chat/good.ts', '@/lib/domain/chunk'],
  ['components/chat/good-sibling.ts', '../ui/own'],
  ['instrumentation.ts', '@/lib/services'],
]

describe('the lint configuration', () => {
  let findings: Findings

  beforeAll(() => {
    const planted = violations.map(([, file, source]) => [file, source])
    const good = allowedImports.map(([file, imported]) => [file, `import { own } from '${imported}'\nexport const kept = own\n`])
    findings = lintPlantedTree(Object.fromEntries([...planted, ...good, ['lib/config/reads-environment.ts', 'export const port = process.env.PORT\n']]))
  })

  it.each(violations)('%s catches %s', (rule, file) => {
    expect([...(findings.get(file) ?? [])]).toContain(rule)
  })

  it.each(allowedImports)('lets %s import %s', (file) => {
    expect([...(findings.get(file) ?? [])]).not.toContain(restricted)
  })

  it('lets lib/config read the environment', () => {
    expect([...(findings.get('lib/config/reads-environment.ts') ?? [])]).toEqual([])
  })

  it('reads lib/models although the models folder of the root is ignored', () => {
    expect([...(findings.get('lib/models/into-qdrant.ts') ?? [])]).toContain(restricted)
  })
})
