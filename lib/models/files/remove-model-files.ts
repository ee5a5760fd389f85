import { rm, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { ModelFileSet } from '../manifest/model-entry'
import { modelFilePath, modelFolder } from './model-folder'
import { lockFileName } from './model-lock'

/** Deletes the manifest's files of a model, and their folders where these are then empty. Other files stay. */
export async function removeModelFiles(modelsDirectory: string, model: ModelFileSet): Promise<void> {
  const folder = modelFolder(modelsDirectory, model)
  for (const file of model.files) await rm(modelFilePath(folder, file.path), { force: true })
  await rm(modelFilePath(folder, lockFileName), { force: true })
  const folders = new Set([...model.files.map((file) => dirname(modelFilePath(folder, file.path))), folder])
  for (const path of [...folders].sort((a, b) => b.length - a.length)) await removeIfEmpty(path)
}

async function removeIfEmpty(folder: string): Promise<void> {
  try {
    await rmdir(folder)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST' && code !== 'ENOENT') throw error
  }
}
