import { type Client, type Config, createClient, type InStatement, type ResultSet, type Transaction } from '@libsql/client'
import { PrismaLibSql } from '@prisma/adapter-libsql'

/**
 * Prisma's libSQL adapter, kept on one connection.
 *
 * - The plain client gives its connection away with every transaction and silently opens another: the old one stays
 *   open until the garbage collector comes by. The adapter lets nothing else run while a transaction is open, so the
 *   transaction can run on the same connection.
 * - Transactions begin as writers (`IMMEDIATE`): one that starts as a reader can be refused when it comes to write.
 * - After SQLITE_BUSY the connection is replaced. The driver leaves the refused statement standing, SQLite counts it
 *   as a writer still at work, and so commits none of the later statements although each reports success (measured
 *   with libsql 0.5.29: another connection saw none of the rows; tests/unit/db/open-database.test.ts holds the case).
 */
export class SingleConnectionAdapter extends PrismaLibSql {
  override createClient(config: Config): Client {
    const client = createClient(config)
    const execute = client.execute.bind(client)
    client.execute = async (statement: InStatement): Promise<ResultSet> => {
      try {
        return await execute(statement)
      } catch (error) {
        if (isBusy(error)) await client.reconnect()
        throw error
      }
    }
    client.transaction = async () => {
      await client.execute('BEGIN IMMEDIATE')
      return new SameConnectionTransaction(client)
    }
    return client
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
}

class SameConnectionTransaction implements Transaction {
  readonly #client: Client
  closed = false

  constructor(client: Client) {
    this.#client = client
  }

  /** A busy database ends the transaction, since its connection is gone: what follows must not run outside of it. */
  async execute(statement: InStatement): Promise<ResultSet> {
    if (this.closed) throw new Error('The transaction is over')
    try {
      return await this.#client.execute(statement)
    } catch (error) {
      this.closed = isBusy(error)
      throw error
    }
  }

  async batch(statements: InStatement[]): Promise<ResultSet[]> {
    const results = []
    for (const statement of statements) results.push(await this.execute(statement))
    return results
  }

  /** The client ends any open transaction after a script, so a script cannot be part of one. */
  async executeMultiple(): Promise<void> {
    throw new Error('A script cannot run inside a transaction of the shared connection')
  }

  async commit(): Promise<void> {
    try {
      await this.execute('COMMIT')
      this.closed = true
    } catch (error) {
      await this.rollback()
      throw error
    }
  }

  /** SQLite may have rolled back by itself (a full disk does that); then there is nothing left to do. */
  async rollback(): Promise<void> {
    this.closed = true
    await this.#client.execute('ROLLBACK').catch((error: unknown) => {
      if (!(error instanceof Error && error.message.includes('no transaction is active'))) throw error
    })
  }

  close(): void {
    if (!this.closed) void this.rollback()
  }
}
