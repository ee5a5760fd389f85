import { fileURLToPath } from 'node:url'
import type { Client, Config, InStatement, ResultSet, Transaction } from '@libsql/client'
import Database from 'libsql'
import { isBusy } from './is-busy'
import { PreparedStatements } from './prepared-statements'
import { SameConnectionTransaction } from './same-connection-transaction'

/**
 * One connection to one file, as Prisma's libSQL adapter uses it, in place of the client of @libsql/client over the same driver.
 *
 * - That client gives its connection away with every transaction and silently opens another: the old one stays open until the garbage
 *   collector comes by. The adapter lets nothing else run while a transaction is open, so it can run on the same connection.
 * - Statements stay prepared, see `PreparedStatements`.
 * - After SQLITE_BUSY the connection is replaced. The driver leaves the refused statement standing, SQLite counts it as a writer still at
 *   work, and so commits none of the later statements although each reports success (measured with libsql 0.5.29: another connection
 *   saw none of the rows; tests/unit/db/open-database.test.ts holds the case).
 */
export class FileClient implements Client {
  readonly protocol = 'file'
  closed = false
  readonly #path: string
  readonly #timeout: number | undefined
  #connection: InstanceType<typeof Database>
  #statements: PreparedStatements

  constructor({ url, timeout }: Config) {
    this.#path = fileURLToPath(url)
    this.#timeout = timeout
    ;[this.#connection, this.#statements] = this.#open()
  }

  async execute(statement: InStatement): Promise<ResultSet> {
    try {
      return this.#statements.run(statement)
    } catch (error) {
      if (isBusy(error)) this.reconnect()
      throw error
    }
  }

  /** Transactions begin as writers: one that starts as a reader can be refused when it comes to write. */
  async transaction(): Promise<Transaction> {
    await this.execute('BEGIN IMMEDIATE')
    return new SameConnectionTransaction(this)
  }

  async executeMultiple(script: string): Promise<void> {
    this.#connection.exec(script)
  }

  reconnect(): void {
    this.close()
    ;[this.#connection, this.#statements] = this.#open()
    this.closed = false
  }

  close(): void {
    this.closed = true
    this.#statements.clear()
    this.#connection.close()
  }

  batch(): Promise<never> {
    return refuse('Batches')
  }

  migrate(): Promise<never> {
    return refuse('Migrations')
  }

  sync(): Promise<never> {
    return refuse('Replicas')
  }

  #open(): [InstanceType<typeof Database>, PreparedStatements] {
    const connection = new Database(this.#path, { timeout: this.#timeout })
    return [connection, new PreparedStatements(connection)]
  }
}

function refuse(what: string): Promise<never> {
  return Promise.reject(new Error(`${what} are nothing that the adapter asks of this client`))
}
