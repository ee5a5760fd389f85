import type { Client, InStatement, ResultSet, Transaction } from '@libsql/client'
import { isBusy } from './is-busy'

/** A transaction on the one connection of a client, on which nothing else runs meanwhile. */
export class SameConnectionTransaction implements Transaction {
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

  /** A script may begin and end transactions itself, so it cannot be part of one. */
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
