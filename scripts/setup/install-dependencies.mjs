import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { runCommand } from '../processes/run-command.mjs'
import { ClearError } from './clear-error.mjs'
import { reportStep } from './report-step.mjs'
import { hashSources, isStampCurrent, writeStamp } from './source-hash.mjs'

/** Runs `npm ci` unless node_modules is complete and fits package-lock.json. Returns whether it had to. */
export async function installDependencies(root) {
  const stamp = path.join(root, 'node_modules', '.docent-install.json')
  const lockHash = hashSources(root, ['package-lock.json'])
  if (isStampCurrent(stamp, lockHash)) return false
  if (!isInstallComplete(root))
    await reportStep({ doing: 'Installing the dependencies', done: (count) => `Dependencies installed, ${count} packages` }, (progress) =>
      runInstall(root, progress),
    )
  writeStamp(stamp, lockHash)
  return true
}

/**
 * True when someone else's `npm ci` or `npm install` left exactly what package-lock.json asks for. npm writes its own lock file into
 * node_modules last, and each package must also lie there in the right version: an install cut short fails one of the two.
 */
export function isInstallComplete(root) {
  const wanted = readPackages(path.join(root, 'package-lock.json'))
  const present = readPackages(path.join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !present) return false
  return Object.entries(wanted).every(([location, entry]) => {
    if (location === '' || entry.link || entry.optional || entry.devOptional) return true
    return present[location]?.version === entry.version && readVersion(path.join(root, location)) === entry.version
  })
}

/** Packages that npm will fetch here, so that progress has a total. */
export function countPackages(root, platform = process.platform, cpu = process.arch) {
  const packages = readPackages(path.join(root, 'package-lock.json')) ?? {}
  return Object.entries(packages).filter(([location, entry]) => location !== '' && !entry.link && fits(entry.os, platform) && fits(entry.cpu, cpu)).length
}

function fits(allowed, value) {
  if (!allowed) return true
  return allowed.includes(value) || (allowed.every((item) => item.startsWith('!')) && !allowed.includes(`!${value}`))
}

async function runInstall(root, progress) {
  const total = countPackages(root)
  let fetched = 0
  const [program, leading] = npmProgram()
  // "http" is npm's only output that grows while it works: one line for each package it has fetched.
  const result = await runCommand(program, [...leading, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=http'], {
    cwd: root,
    onLine(line) {
      if (!/npm http (fetch|cache)/.test(line)) return
      fetched = Math.min(total, fetched + 1)
      progress(fetched < total ? `${fetched} of ${total} packages` : `all ${total} packages fetched, unpacking`)
    },
  }).catch((error) => {
    throw new ClearError(`npm could not be started (${error.code}). Install Node with npm and start again.`)
  })
  if (result.code !== 0) throw new ClearError(describeFailure(result.lines))
  return total
}

/** The npm that runs this script if there is one, else the one on the PATH. */
function npmProgram() {
  const running = process.env.npm_execpath
  return running && /npm-cli\.c?js$/.test(running) && existsSync(running)
    ? [process.execPath, [running]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
}

function describeFailure(lines) {
  const usage = lines.findIndex((line) => /npm (error|ERR!)\s+Clean install a project/.test(line))
  const useful = (usage === -1 ? lines : lines.slice(0, usage))
    .filter((line) => /npm error|npm ERR!/.test(line) && !/complete log of this run|^npm (error|ERR!)\s*$/.test(line))
    .slice(-8)
  const shown = (useful.length > 0 ? useful : lines.slice(-8)).join('\n')
  return `The dependencies could not be installed. Check the connection to the npm registry and the free disk space, then start again: it continues from a clean state.\n${shown}`
}

function readPackages(file) {
  return readJson(file)?.packages ?? null
}

function readVersion(folder) {
  return readJson(path.join(folder, 'package.json'))?.version ?? null
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // Missing or cut off: the caller treats both as "not installed".
    return null
  }
}
