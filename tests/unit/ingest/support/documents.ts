import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { DocumentFormat } from '@/lib/domain/document'
import type { ChunkingSettings } from '@/lib/domain/ports/document-parser'
import { modelsDirectory } from '../../../fixtures/embedder-paths'

export const fixtures: { name: string; format: DocumentFormat }[] = [
  { name: 'larkmoor-observatory-handbook.pdf', format: 'pdf' },
  { name: 'seoyul-library-guide.pdf', format: 'pdf' },
  { name: 'remote-work-policy.docx', format: 'docx' },
  { name: 'rooftop-garden-guide-ko.md', format: 'markdown' },
  { name: 'coffee-roasting-notes.html', format: 'html' },
  { name: 'swtt-lectures-ko.txt', format: 'text' },
]

export const chunking: ChunkingSettings = {
  maxTokens: 256,
  tokenizerPath: join(modelsDirectory, 'Xenova/all-MiniLM-L6-v2'),
  servedLanguages: ['en'],
}

export function fixturePath(name: string): string {
  return resolve('tests/fixtures/documents', name)
}

export function readFixture(name: string): Buffer {
  return readFileSync(fixturePath(name))
}

/** Larger public test sets lie beside the project where they have been fetched; tests that want them are skipped elsewhere. */
const sharedData = resolve('../shared/data')

export function sharedFile(path: string): string | null {
  const file = join(sharedData, path)
  if (existsSync(file)) return file
  console.warn(`Skipped: ${path} is not there; it is a public test file that is not checked in.`)
  return null
}
