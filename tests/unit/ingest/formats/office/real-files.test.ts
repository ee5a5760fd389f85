import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isErrorCode } from '@/lib/domain/error-catalog'
import { detectFormat } from '@/lib/ingest/detect-format'
import { readers } from '@/lib/ingest/formats/readers'
import { sharedFile } from '../../support/documents'

const kinds = /\.(?:eml|pptx|xlsx|xlsb|od[tsp]|rtf|epub)$/

describe('real office files', () => {
  it('end in text or in an error of the catalogue', async ({ skip }) => {
    const root = sharedFile('office_real')
    if (root === null) return skip()
    const outcomes: Record<string, number> = {}
    for (const name of (await readdir(root, { recursive: true })).filter((file) => kinds.test(file))) {
      const outcome = await read(join(root, name), name)
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    }
    expect(Object.keys(outcomes).filter((outcome) => outcome !== 'text' && !isErrorCode(outcome))).toEqual([])
    expect(outcomes.text).toBeGreaterThan(15)
  })
})

async function read(path: string, source: string): Promise<string> {
  try {
    const document = await readers[await detectFormat({ path, source })](await readFile(path), {})
    return document.text === '' ? 'empty_document' : 'text'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}
