// The command `npm run models`: lists, fetches, verifies and removes the embedding models' files.
import { parseArgs } from 'node:util'
import { readSettings } from '@/lib/config/settings'
import { AppError } from '@/lib/domain/app-error'
import { fetchModelFiles } from '@/lib/models/files/fetch-model-files'
import { createProgressPrinter } from '@/lib/models/files/print-fetch-progress'
import { removeModelFiles } from '@/lib/models/files/remove-model-files'
import { inspectModelFiles, verifyModelFiles } from '@/lib/models/files/verify-model-files'
import { defaultModelId, findModel, modelManifest } from '@/lib/models/model-manifest'

const usage = `Usage: npm run models -- <list | fetch | verify | remove> [model id] [--models-dir <folder>] [--hub-url <address>]
  fetch   brings the files of a model (${defaultModelId} when none is named) and checks them
  verify  checks the files that are there
  remove  deletes the files of a model
  list    shows the known models and whether their files are there`

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'models-dir': { type: 'string' }, 'hub-url': { type: 'string' }, help: { type: 'boolean', default: false } },
  })
  return {
    command: values.help ? 'help' : (positionals[0] ?? 'fetch'),
    modelId: positionals[1] ?? null,
    modelsDirectory: values['models-dir'] ?? readSettings().modelsDirectory,
    hubUrl: values['hub-url'],
  }
}

async function list(modelsDirectory: string): Promise<void> {
  for (const model of modelManifest) {
    const inspected = await inspectModelFiles(modelsDirectory, model)
    const wrong = inspected.filter(({ state }) => state !== 'verified')
    const state =
      wrong.length === 0 ? 'ready' : wrong.length === inspected.length && wrong.every((file) => file.state === 'missing') ? 'not fetched' : 'incomplete'
    console.log(`${model.id}  ${state}  ${model.dimensions} dimensions, ${model.maxTokens} tokens, ${model.languages.join(' ')}, ${model.licence}`)
  }
}

async function runCommand(): Promise<void> {
  const { command, modelId, modelsDirectory, hubUrl } = readArguments()
  if (command === 'help') return console.log(usage)
  if (command === 'list') return list(modelsDirectory)
  if (command === 'remove' && modelId === null)
    throw new AppError('invalid_request', 'Say which model to remove, for example: npm run models -- remove Xenova/gte-small')
  const model = findModel(modelId ?? defaultModelId)
  if (command === 'fetch') return fetchModelFiles(model, { modelsDirectory, hubUrl, report: createProgressPrinter((line) => console.log(line)) })
  if (command === 'verify') {
    await verifyModelFiles(modelsDirectory, model)
    return console.log(`${model.id}: every file is there with its right contents.`)
  }
  if (command === 'remove') {
    await removeModelFiles(modelsDirectory, model)
    return console.log(`${model.id}: removed.`)
  }
  throw new AppError('invalid_request', `There is no command "${command}".\n${usage}`)
}

runCommand().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'The command failed.')
  process.exitCode = 1
})
