import Database from 'libsql'
import { describe, expect, it } from 'vitest'
import { PreparedStatements } from '@/lib/db/connection/prepared-statements'

function openStatements() {
  const connection = new Database(':memory:')
  connection.exec('CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT UNIQUE, size REAL, seen DATETIME)')
  let prepared = 0
  const counting = Object.create(connection) as typeof connection
  counting.prepare = (source: string) => {
    prepared += 1
    return connection.prepare(source)
  }
  return { statements: new PreparedStatements(counting), countPrepared: () => prepared }
}

const add = 'INSERT INTO place (name, size, seen) VALUES (?, ?, ?) RETURNING id, name, size, seen'
const list = 'SELECT name FROM place WHERE id > ? ORDER BY id'

describe('PreparedStatements', () => {
  it('gives cells by their place, with the names and types of the columns', () => {
    const { statements } = openStatements()
    const seen = new Date(1_700_000_000_000)
    const { columns, columnTypes, rows } = statements.run({ sql: add, args: ['Busan', 1.5, seen] })
    expect({ columns, columnTypes }).toEqual({ columns: ['id', 'name', 'size', 'seen'], columnTypes: ['INTEGER', 'TEXT', 'REAL', 'DATETIME'] })
    expect(Array.from(rows[0] ?? [])).toEqual([1, 'Busan', 1.5, seen.valueOf()])
    expect(statements.run({ sql: 'UPDATE place SET size = ? WHERE name = ?', args: [null, 'Busan'] })).toMatchObject({ rowsAffected: 1, rows: [] })
    expect(Array.from(statements.run('SELECT size FROM place').rows[0] ?? [])).toEqual([null])
  })

  it('prepares a statement once, and sees what was written between two runs', () => {
    const { statements, countPrepared } = openStatements()
    const names = () => statements.run({ sql: list, args: [0] }).rows.map((row) => row[0])
    expect(names()).toEqual([])
    for (const name of ['Busan', 'Jeju', 'Suwon']) statements.run({ sql: add, args: [name, 1, null] })
    expect(names()).toEqual(['Busan', 'Jeju', 'Suwon'])
    expect(countPrepared()).toBe(2)
  })

  it('goes on after a statement that was refused', () => {
    const { statements, countPrepared } = openStatements()
    statements.run({ sql: add, args: ['Busan', 1, null] })
    expect(() => statements.run({ sql: add, args: ['Busan', 1, null] })).toThrow('UNIQUE')
    expect(countPrepared()).toBe(1)
    statements.run({ sql: add, args: ['Jeju', 1, null] })
    expect(countPrepared()).toBe(2)
    expect(statements.run({ sql: list, args: [0] }).rows).toHaveLength(2)
  })

  it('keeps the ones used last, so that statements made for one list of ids do not pile up', () => {
    const { statements, countPrepared } = openStatements()
    for (let number = 0; number < 300; number += 1) {
      statements.run({ sql: list, args: [number] })
      statements.run(`SELECT ${number}`)
    }
    expect(countPrepared()).toBe(301)
    statements.run('SELECT 299')
    expect(countPrepared()).toBe(301)
    statements.run('SELECT 0')
    expect(countPrepared()).toBe(302)
  })
})
