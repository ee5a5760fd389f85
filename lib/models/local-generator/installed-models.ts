import { stat } from 'node:fs/promises'
import { modelFilePath, modelFolder } from '../files/model-folder'
import { isModelVerified } from '../files/verify-model-files'
import type { GeneratorEntry } from '../manifest/generator-models'

/** Which models of the manifest are here. Hashing one takes a second or two, so that is done once for files of the same sizes and times. */
export class InstalledModels {
  private readonly known = new Map<string, { signature: string; isVerified: Promise<boolean> }>()

  constructor(
    private readonly modelsDirectory: string,
    private readonly manifest: readonly GeneratorEntry[],
  ) {}

  /** Ids, in the manifest's order. */
  async list(): Promise<string[]> {
    const found: string[] = []
    for (const model of this.manifest) if (await this.isInstalled(model)) found.push(model.id)
    return found
  }

  private async isInstalled(model: GeneratorEntry): Promise<boolean> {
    const signature = await this.sign(model)
    if (signature === null) return false
    const before = this.known.get(model.id)
    if (before?.signature === signature) return before.isVerified
    const isVerified = isModelVerified(this.modelsDirectory, model)
    this.known.set(model.id, { signature, isVerified })
    isVerified.catch(() => this.known.delete(model.id))
    return isVerified
  }

  /** Null where a file is missing. The record of hashes belongs to it: fetching may write it last. */
  private async sign(model: GeneratorEntry): Promise<string | null> {
    const folder = modelFolder(this.modelsDirectory, model)
    const marks = await Promise.all(model.files.map(({ path }) => markOf(modelFilePath(folder, path))))
    if (marks.includes(null)) return null
    return [...marks, await markOf(modelFilePath(folder, 'model.lock.json'))].join(' ')
  }
}

async function markOf(path: string): Promise<string | null> {
  return stat(path).then(
    ({ size, mtimeMs }) => `${size}@${mtimeMs}`,
    () => null,
  )
}
