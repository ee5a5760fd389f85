// The command `npm run models`: lists, fetches, verifies and removes the model files of every kind.
import { parseArgs } from 'node:util'
import { readSettings } from '@/lib/config/settings'
import { AppError } from '@/lib/domain/app-error'
import { fetchModelFiles } from '@/lib/models/files/fetch-model-files'
import { createProgressPrinter } from '@/lib/models/files/print-fetch-progress'
import { removeModelFiles } from '@/lib/models/files/remove-model-files'
import { verifyModelFiles } from '@/lib/models/files/verify-model-files'
import { describeModels } from '@/lib/models/listing/describe-models'
import { findAnyModel } from '@/lib/models/listing/find-any-model'
import { prepareDefaultModel } from '@/lib/models/listing/prepare-default-model'
import { defaultModelId, preferredModelId } from '@/lib/models/model-manifest'

const usage = `Usage: npm run models -- <list | fetch | verify | remove> [model id] [--models-dir <folder>] [--hub-url <address>]
  fetch   brings the files of a model (${defaultModelId} when none is named) and checks them
  verify  checks the files that are there
  remove  deletes the files of a model
  list    shows the known models and whether their files are there
  prepare makes sure that a new library has a model: ${preferredModelId} where the hub answers, else ${defaultModelId}`

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'models-dir': { type: 'string' }, 'hub-url': { type: 'string' }, help: { type: 'boolean', default: false } },
  })
  const settings = readSettings()
  return {
    command: values.help ? 'help' : (positionals[0] ?? 'fetch'),
    modelId: positionals[1] ?? null,
    modelsDirectory: values['models-dir'] ?? settings.modelsDirectory,
    hubUrl: values['hub-url'] ?? settings.hubUrl ?? undefined,
  }
}

async function runCommand(): Promise<void> {
  const { command, modelId, modelsDirectory, hubUrl } = readArguments()
  const say = (line: string) => console.log(line)
  const report = createProgressPrinter(say)
  if (command === 'help') return say(usage)
  if (command === 'list') return say((await describeModels(modelsDirectory)).join('\n'))
  if (command === 'prepare') {
    const note = await prepareDefaultModel({ modelsDirectory, hubUrl, report })
    return note === null ? undefined : say(`Note: ${note}`)
  }
  if (command === 'remove' && modelId === null)
    throw new AppError('invalid_request', 'Say which model to remove, for example: npm run models -- remove Xenova/gte-small')
  const model = findAnyModel(modelId ?? defaultModelId)
  if (command === 'fetch') return fetchModelFiles(model, { modelsDirectory, hubUrl, report })
  if (command === 'verify') {
    await verifyModelFiles(modelsDirectory, model)
    return say(`${model.id}: every file is there with its right contents.`)
  }
  if (command === 'remove') {
    await removeModelFiles(modelsDirectory, model)
    return say(`${model.id}: removed.`)
  }
  throw new AppError('invalid_request', `There is no command "${command}".\n${usage}`)
}

runCommand().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'The command failed.')
  process.exitCode = 1
})
