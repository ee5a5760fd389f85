import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { ClearError } from './clear-error.mjs'
import { projectRoot } from './project-root.mjs'

/** Adds the values of `.env` to the environment; what the environment has already stays. */
export function loadEnvironmentFile(file = path.join(projectRoot, '.env')) {
  if (!existsSync(file)) return
  try {
    process.loadEnvFile(file)
  } catch (error) {
    throw new ClearError(`The file ${file} could not be read (${error.code ?? error.message}).`)
  }
}

/** The settings that matter before the app itself runs. Folders come back absolute. Throws one sentence for a value that cannot be used. */
export function readSettings(environment, root = projectRoot) {
  const port = parsePort(environment.PORT)
  const host = environment.HOST || '127.0.0.1'
  if (!isLoopback(host) && environment.DOCENT_ALLOW_OPEN !== '1')
    throw new ClearError(
      `HOST=${host} would let other machines in, and Docent has no accounts yet. Leave HOST away to serve this machine only, or set DOCENT_ALLOW_OPEN=1 if your network protects it.`,
    )
  return {
    port,
    host,
    dataDirectory: path.resolve(root, environment.DATA_DIR || 'data'),
    modelsDirectory: path.resolve(root, environment.MODELS_DIR || 'models'),
    distDirectory: path.resolve(root, environment.DOCENT_DIST_DIR || '.next'),
  }
}

/** 3000 when nothing is set. */
export function parsePort(value) {
  if (value === undefined || value === '') return 3000
  const port = Number(value)
  if (/^\d+$/.test(value) && port >= 1 && port <= 65_535) return port
  throw new ClearError(`PORT=${value} is not a port: use a number from 1 to 65535, for example PORT=3001.`)
}

export function isLoopback(host) {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** Creates the data folder for its owner alone, and makes sure that it can be written. */
export function prepareDataDirectory(directory) {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new ClearError(`The data folder ${directory} cannot be written (${error.code}). Change its permissions or set DATA_DIR to another folder.`)
  }
}
