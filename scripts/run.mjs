// node scripts/run.mjs <command> ...: commands written in TypeScript, run in a folder in any state. What each needs is prepared first.
import path from 'node:path'
import { stopOnSignal } from './processes/interruption.mjs'
import { runForeground } from './processes/run-foreground.mjs'
import { checkNodeVersion } from './setup/check-node-version.mjs'
import { ClearError, runMain } from './setup/clear-error.mjs'
import { prepareProject } from './setup/prepare-project.mjs'
import { projectRoot } from './setup/project-root.mjs'
import { loadEnvironmentFile, readSettings } from './setup/read-settings.mjs'

/** `source` is compiled to `program` where it is not one of the workers; `threads` beside it, for what it starts itself. `trailing` goes after the caller's own arguments. */
const commands = {
  models: {
    parts: ['dependencies', 'client', 'workers'],
    program: 'dist/workers/models-command.mjs',
    trailing: (settings) => ['--models-dir', settings.modelsDirectory],
  },
  eval: {
    parts: ['dependencies', 'client', 'workers', 'models'],
    source: 'eval/run-evaluation.ts',
    program: 'dist/eval/run-evaluation.mjs',
    trailing: () => [],
  },
  'eval:questions': {
    parts: ['dependencies', 'client', 'workers', 'models'],
    source: 'eval/question-side/run-question-side-evaluation.ts',
    program: 'dist/eval/run-question-side-evaluation.mjs',
    trailing: () => [],
  },
  'eval:chunking': {
    parts: ['dependencies', 'workers', 'models'],
    source: 'eval/chunking/run-chunking-evaluation.ts',
    program: 'dist/eval/run-chunking-evaluation.mjs',
    trailing: () => [],
  },
  'eval:evidence': {
    parts: ['dependencies', 'client', 'workers', 'models'],
    source: 'eval/evidence/run-evidence-evaluation.ts',
    program: 'dist/eval/run-evidence-evaluation.mjs',
    trailing: () => [],
  },
  'eval:checks': {
    parts: ['dependencies', 'workers', 'models'],
    source: 'eval/checks/run-checks-evaluation.ts',
    program: 'dist/eval/run-checks-evaluation.mjs',
    trailing: () => [],
  },
  'eval:disagreements': {
    parts: ['dependencies', 'client', 'workers', 'models'],
    source: 'eval/checks/disagreements/run-disagreements-evaluation.ts',
    program: 'dist/eval/run-disagreements-evaluation.mjs',
    trailing: () => [],
  },
  'eval:answers': {
    parts: ['dependencies', 'client', 'workers', 'models'],
    source: 'eval/answers/run-answers-evaluation.ts',
    program: 'dist/eval/run-answers-evaluation.mjs',
    trailing: () => [],
  },
  'eval:summaries': {
    parts: ['dependencies', 'workers', 'models'],
    source: 'eval/summaries/run-summary-evaluation.ts',
    program: 'dist/eval/run-summary-evaluation.mjs',
    trailing: () => [],
  },
  'eval:encodings': {
    parts: ['dependencies', 'workers'],
    source: 'eval/measure-encodings.ts',
    program: 'dist/eval/measure-encodings.mjs',
    trailing: () => [],
  },
  'eval:pdf': {
    parts: ['dependencies', 'workers'],
    source: 'eval/measure-pdf-text.ts',
    program: 'dist/eval/measure-pdf-text.mjs',
    trailing: () => [],
  },
  'eval:embedding': {
    parts: ['dependencies', 'workers', 'models'],
    source: 'eval/measure-embedding-speed.ts',
    program: 'dist/eval/measure-embedding-speed.mjs',
    trailing: () => [],
  },
  'eval:throughput': {
    parts: ['dependencies', 'client', 'workers', 'models'],
    source: 'eval/throughput/run-throughput-evaluation.ts',
    threads: ['eval/throughput/bare-session-worker.ts', 'eval/throughput/library-pipeline-worker.ts'],
    program: 'dist/eval/run-throughput-evaluation.mjs',
    trailing: () => [],
  },
  'eval:robust': {
    parts: ['dependencies', 'client', 'workers', 'models', 'app'],
    source: 'eval/robust/run-robustness-evaluation.ts',
    program: 'dist/eval/run-robustness-evaluation.mjs',
    trailing: () => [],
  },
  bench: {
    parts: ['dependencies', 'client', 'workers', 'models'],
    source: 'eval/bench/run-bench.ts',
    program: 'dist/eval/run-bench.mjs',
    trailing: () => [],
  },
  'eval:memory': {
    parts: ['dependencies', 'client', 'workers', 'models', 'app'],
    source: 'eval/memory/run-memory-evaluation.ts',
    program: 'dist/eval/run-memory-evaluation.mjs',
    trailing: () => [],
  },
  'eval:load': {
    parts: ['dependencies', 'client', 'workers', 'models', 'app'],
    source: 'eval/load/run-load-evaluation.ts',
    program: 'dist/eval/run-load-evaluation.mjs',
    trailing: () => [],
  },
}

await runMain(async () => {
  checkNodeVersion()
  const [name, ...programArguments] = process.argv.slice(2)
  const command = Object.hasOwn(commands, name ?? '') ? commands[name] : null
  if (!command) throw new ClearError(`Usage: node scripts/run.mjs <${Object.keys(commands).join(' | ')}> ...`)
  loadEnvironmentFile()
  // Measurements are of one model, whatever a machine has installed, unless a person names another.
  if (name !== 'models') process.env.EMBEDDING_MODEL ||= 'Xenova/all-MiniLM-L6-v2'
  const settings = readSettings(process.env)
  const stopListening = stopOnSignal()
  await prepareProject(settings, command.parts)
  if (command.source) await compile(command)
  stopListening()
  const trailing = programArguments.includes('--models-dir') ? [] : command.trailing(settings)
  return runForeground([path.join(projectRoot, command.program), ...programArguments, ...trailing], { cwd: projectRoot })
})

async function compile(command) {
  const { compileEntryPoints } = await import('./build-workers.mjs')
  const output = path.join(projectRoot, path.dirname(command.program))
  const sources = [command.source, ...(command.threads ?? [])].map((source) => path.join(projectRoot, source))
  await compileEntryPoints(sources, output).catch((error) => {
    throw new ClearError(`${command.source} could not be compiled.\n${error.message}`)
  })
}
