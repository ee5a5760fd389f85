// node scripts/complete-lock-file.mjs [--check]: names every platform's optional packages in package-lock.json.
// npm leaves out those that the registry in use does not carry, and then `npm ci` refuses the file everywhere. Their exact versions stand
// in the packages that ask for them, so the missing entries can be written without asking any registry. Run it after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from './setup/project-root.mjs'

const systems = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32', 'aix']
const processors = {
  arm64: 'arm64',
  x64: 'x64',
  ia32: 'ia32',
  arm: 'arm',
  armv7: 'arm',
  ppc64: 'ppc64',
  ppc64le: 'ppc64',
  s390x: 's390x',
  riscv64: 'riscv64',
  loong64: 'loong64',
  mips64el: 'mips64el',
  wasm32: 'wasm32',
}

/**
 * Adds what is missing to `packages` of a lock file and returns the added locations. Only exact versions can be added; a range is left to npm.
 * @param {Record<string, any>} packages
 */
export function completePackages(packages) {
  const added = []
  for (const [location, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!/^\d+\.\d+\.\d+/.test(version) || findLocation(packages, location, name)) continue
      const place = `node_modules/${name}` in packages ? `${location}/node_modules/${name}` : `node_modules/${name}`
      packages[place] = { version, ...platformOf(name), ...(entry.dev ? { dev: true } : {}), optional: true }
      added.push(place)
    }
  }
  return added
}

/** Where Node would find `name` from `location`, or null. */
function findLocation(packages, location, name) {
  for (let from = location; ; from = from.slice(0, Math.max(0, from.lastIndexOf('node_modules/') - 1))) {
    const candidate = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`
    if (candidate in packages) return candidate
    if (from === '') return null
  }
}

/** Platform packages say in their name what they are for: "linux-x64-musl". */
export function platformOf(name) {
  const words = name.split(/[^a-z0-9]+/)
  const os = systems.filter((system) => words.includes(system))
  const cpu = [...new Set(words.filter((word) => word in processors).map((word) => processors[word]))]
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : words.some((word) => word.startsWith('gnu')) ? ['glibc'] : []
  return { ...(cpu.length > 0 ? { cpu } : {}), ...(libc.length > 0 ? { libc } : {}), ...(os.length > 0 ? { os } : {}) }
}

function main() {
  const file = path.join(projectRoot, 'package-lock.json')
  const lock = JSON.parse(readFileSync(file, 'utf8'))
  const added = completePackages(lock.packages)
  if (!process.argv.includes('--check') && added.length > 0) {
    lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
    writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  }
  process.stdout.write(
    `${added.length} platform packages ${process.argv.includes('--check') ? 'are missing' : 'added'}\n${added.map((name) => `  ${name}\n`).join('')}`,
  )
  if (process.argv.includes('--check') && added.length > 0) process.exitCode = 1
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main()
