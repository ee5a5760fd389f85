import { modelBytes, modelFolder } from '../files/model-folder'
import { needsLock, readModelLock } from '../files/model-lock'
import { inspectModelFiles } from '../files/verify-model-files'
import { entailmentManifest } from '../manifest/entailment-models'
import { type GeneratorEntry, generatorManifest } from '../manifest/generator-models'
import type { CrossEncoderEntry, EmbeddingEntry, ModelFileSet } from '../manifest/model-entry'
import { rerankerManifest } from '../manifest/reranker-models'
import { modelManifest } from '../model-manifest'

/** One line a model: what it is, how large, and whether its files are here. */
export async function describeModels(modelsDirectory: string): Promise<string[]> {
  const lines: string[] = ['Embedding models']
  for (const model of modelManifest) lines.push(await describe(modelsDirectory, model, `${model.dimensions} dimensions, ${model.maxTokens} tokens`))
  lines.push('', 'Reranking models')
  for (const model of rerankerManifest) lines.push(await describe(modelsDirectory, model, `${model.maxTokens} tokens`))
  lines.push('', 'Models that check the sentences of answers')
  for (const model of entailmentManifest) lines.push(await describe(modelsDirectory, model, `${model.maxTokens} tokens`))
  lines.push('', 'Language models that run on this machine')
  for (const model of generatorManifest) lines.push(await describe(modelsDirectory, model, `${model.contextTokens} tokens`))
  return lines
}

async function describe(modelsDirectory: string, model: EmbeddingEntry | CrossEncoderEntry | GeneratorEntry, limits: string): Promise<string> {
  const state = await readState(modelsDirectory, model)
  const languages = model.languages.length > 3 ? `${model.languages.slice(0, 3).join(' ')} and ${model.languages.length - 3} more` : model.languages.join(' ')
  const size = `${Math.ceil(modelBytes(model) / 1_000_000)} MB`
  const parts = [size, limits, languages, model.licence, await describePin(modelsDirectory, model)].filter((part) => part !== null)
  return `  ${model.id}  ${state}  ${parts.join(', ')}`
}

async function readState(modelsDirectory: string, model: ModelFileSet): Promise<string> {
  const states = (await inspectModelFiles(modelsDirectory, model)).map(({ state }) => state)
  if (states.every((state) => state === 'verified')) return 'ready'
  if (states.every((state) => state === 'missing')) return 'not fetched'
  return states.some((state) => state === 'mismatch' || state === 'missing') ? 'incomplete' : 'here, not recorded'
}

/** What is not pinned by the manifest: the person should know that the first fetch decides. */
async function describePin(modelsDirectory: string, model: ModelFileSet): Promise<string | null> {
  if (!needsLock(model)) return null
  const lock = await readModelLock(modelFolder(modelsDirectory, model))
  if (lock?.revision) return `recorded at commit ${lock.revision.slice(0, 8)}`
  if (lock) return 'recorded from local files'
  const hasRevision = model.sources.some((source) => source.kind === 'hub' && source.revision !== null)
  return hasRevision ? 'some hashes recorded at the first fetch' : 'commit and hashes recorded at the first fetch'
}
