import { ClearError } from './clear-error.mjs'

const oldest = [20, 19]

/** Throws one sentence when this Node is older than the `engines` field of package.json allows. */
export function checkNodeVersion(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  throw new ClearError(
    `Docent needs Node ${oldest.join('.')} or newer, and this is Node ${version}: install a newer one from https://nodejs.org and start again.`,
  )
}
