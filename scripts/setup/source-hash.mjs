import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * One sha256 over the names and contents of files and folders; what does not exist counts as absent. Contents and not dates,
 * because a checkout sets dates as it likes. `skip` gets paths relative to `root` with forward slashes.
 * @param {string} root
 * @param {string[]} names
 * @param {(name: string) => boolean} skip
 */
export function hashSources(root, names, skip = () => false) {
  const hash = createHash('sha256')
  for (const name of names) addToHash(hash, root, name, skip)
  return hash.digest('hex')
}

function addToHash(hash, root, name, skip) {
  if (skip(name)) return
  const full = path.join(root, name)
  const stats = statSync(full, { throwIfNoEntry: false })
  if (!stats) return
  if (stats.isDirectory()) {
    for (const entry of readdirSync(full).sort()) addToHash(hash, root, `${name}/${entry}`, skip)
    return
  }
  hash.update(`${name}\0${stats.size}\0`)
  hash.update(readFileSync(full))
}

/** True when the step that writes `file` finished with these very sources. */
export function isStampCurrent(file, sourceHash) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).sourceHash === sourceHash
  } catch {
    // No stamp, or one that was cut off while it was written: either way the step has to run.
    return false
  }
}

export function writeStamp(file, sourceHash) {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify({ sourceHash })}\n`)
}

export function removeStamp(file) {
  rmSync(file, { force: true })
}
