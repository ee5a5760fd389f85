import path from 'node:path'
import { defineConfig } from 'prisma/config'

// For Prisma's own command line only; the app opens its database through lib/db/open-database.ts.
const dataDirectory = path.resolve(process.env.DATA_DIR ?? 'data')

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: `file:${path.join(dataDirectory, 'docent.sqlite')}` },
})
