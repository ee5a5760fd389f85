import type { Client, Config } from '@libsql/client'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { FileClient } from './file-client'

/** Prisma's libSQL adapter, kept on one connection to a file. */
export class SingleConnectionAdapter extends PrismaLibSql {
  override createClient(config: Config): Client {
    return new FileClient(config)
  }
}
