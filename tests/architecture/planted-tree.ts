import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'

const root = path.resolve(import.meta.dirname, '../..')

const report = z.object({
  diagnostics: z.array(
    z.object({ category: z.string(), severity: z.string(), location: z.object({ path: z.union([z.string(), z.object({ file: z.string() })]) }).optional() }),
  ),
})

/** Rules that Biome reported as errors, by the file they were found in. */
export type Findings = Map<string, Set<string>>

/**
 * Writes `files` (path to source) into an empty project that has this project's own Biome configuration, lints it with the
 * real Biome and returns what it found. Other files stay untouched.
 */
export function lintPlantedTree(files: Record<string, string>): Findings {
  const tree = mkdtempSync(path.join(tmpdir(), 'docent-planted-'))
  try {
    for (const name of ['biome.json', 'tsconfig.json', 'package.json']) copyFileSync(path.join(root, name), path.join(tree, name))
    symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'))
    for (const [name, source] of Object.entries(files)) writeInside(tree, name, source)
    return readFindings(runBiome(tree))
  } finally {
    rmSync(tree, { recursive: true, force: true })
  }
}

function writeInside(tree: string, name: string, source: string): void {
  const file = path.join(tree, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, source)
}

function runBiome(tree: string): string {
  const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome')
  const linted = spawnSync(process.execPath, [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '--diagnostic-level=error', '.'], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (linted.error) throw linted.error
  return linted.stdout
}

function readFindings(output: string): Findings {
  const findings: Findings = new Map()
  for (const { category, severity, location } of report.parse(JSON.parse(output)).diagnostics) {
    if (severity !== 'error' || !location) continue
    const file = typeof location.path === 'string' ? location.path : location.path.file
    const name = file.replace(/^\.\//, '')
    findings.set(name, (findings.get(name) ?? new Set()).add(category))
  }
  return findings
}
