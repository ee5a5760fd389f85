import { accessSync, constants, statSync } from 'node:fs'
import path from 'node:path'

const usualNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/**
 * The browser for the end-to-end tests: CHROME_PATH, then the usual names on the PATH; null when there is none.
 * @param {Record<string, string | undefined>} environment
 */
export function findChromium(environment = process.env) {
  if (environment.CHROME_PATH) return isProgram(environment.CHROME_PATH) ? environment.CHROME_PATH : null
  const folders = (environment.PATH ?? '').split(path.delimiter).filter(Boolean)
  return usualNames.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isProgram) ?? null
}

function isProgram(file) {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
