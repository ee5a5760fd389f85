import { resolve } from 'node:path'
import type { Settings } from '@/lib/config/settings'
import type { TokenCounter } from '@/lib/domain/ports/token-counter'
import { modelFolder } from '@/lib/models/files/model-folder'
import { loadTokenCounter } from '@/lib/models/huggingface-token-counter'
import { defaultModelId, findModel, type ModelManifestEntry } from '@/lib/models/model-manifest'
import { CpuAccount } from '../running-app/cpu-account'
import { ContestantTeam } from './contestant-team'
import { PipelineRig } from './pipeline-rig'
import { drawSample, seededNumbers } from './seeded-sample'
import { compareRates, sum, type ThroughputResult, type ThroughputRounds, type Turn, tokenRate } from './throughput-report'
import type { CorpusFile } from './unpack-archives'

export interface ThroughputInput {
  settings: Settings
  files: CorpusFile[]
  fileLimit: number
  rounds: number
  sampleSize: number
  cores: number
  log: (line: string) => void
}

const seed = 20_261_122
/** The library takes about four times as long a text. */
const libraryShare = 0.25

/** Everything that takes part, opened. */
interface Arena {
  input: ThroughputInput
  model: ModelManifestEntry
  counter: TokenCounter
  rig: PipelineRig
  bare: ContestantTeam
  library: ContestantTeam
  cpu: CpuAccount
  next: () => number
}

export async function measureThroughput(input: ThroughputInput): Promise<ThroughputResult> {
  const next = seededNumbers(seed)
  const files = drawSample(input.files, input.fileLimit, next)
  const arena = await openArena(input, next)
  const rounds: ThroughputRounds = { pipeline: [], bare: [], library: [] }
  const spent: Record<string, number> = {}
  try {
    for (let round = 0; round < input.rounds; round += 1) {
      const share = files.slice((round * files.length) / input.rounds, ((round + 1) * files.length) / input.rounds)
      await playRound(arena, share, rounds, spent)
      input.log(describeRound(rounds, round))
    }
    return await summarize(arena, rounds, spent)
  } finally {
    arena.cpu.stop()
    await Promise.all([arena.bare.close(), arena.library.close(), arena.rig.close()])
  }
}

async function openArena(input: ThroughputInput, next: () => number): Promise<Arena> {
  const { settings, cores } = input
  const model = findModel(settings.embeddingModelId ?? defaultModelId)
  const counter = await loadTokenCounter(modelFolder(settings.modelsDirectory, model))
  const data = { modelsDirectory: resolve(settings.modelsDirectory), modelId: model.id, weights: model.weights }
  const bare = await ContestantTeam.start('bare-session-worker.mjs', cores, data)
  const library = await ContestantTeam.start('library-pipeline-worker.mjs', 1, data)
  const rig = await PipelineRig.start(settings)
  const cpu = new CpuAccount(process.pid)
  cpu.start()
  return { input, model, counter, rig, bare, library, cpu, next }
}

async function playRound(arena: Arena, files: CorpusFile[], rounds: ThroughputRounds, spent: Record<string, number>): Promise<void> {
  const { input, model, rig, bare, library, counter, next } = arena
  const { result: ingested, cpu } = await accounted(arena, () => rig.ingest(files))
  for (const [kind, seconds] of Object.entries(cpu)) spent[kind] = (spent[kind] ?? 0) + seconds
  const lengthOf = (text: string) => Math.min(counter.count(text) + counter.specialTokens, model.maxTokens)
  rounds.pipeline.push(turnOf(ingested.passages.map(lengthOf), ingested.milliseconds, cpu))

  const texts = drawSample(ingested.passages, input.sampleSize, next)
  const lengths = texts.map(lengthOf)
  const bareTurn = await accounted(arena, () => bare.run({ lengths, next: new SharedArrayBuffer(4) }))
  rounds.bare.push(turnOf(lengths, bareTurn.result, bareTurn.cpu))

  const cut = texts.slice(0, Math.ceil(texts.length * libraryShare)).map((text) => cutToTokens(text, counter, model.maxTokens))
  const libraryTurn = await accounted(arena, () => library.run({ texts: cut }))
  rounds.library.push(turnOf(cut.map(lengthOf), libraryTurn.result, libraryTurn.cpu))
}

/** With the processor seconds spent meanwhile, by kind of process. */
async function accounted<Result>({ cpu }: Arena, work: () => Promise<Result>): Promise<{ result: Result; cpu: Record<string, number> }> {
  const before = cpu.read()
  const result = await work()
  const after = cpu.read()
  return { result, cpu: Object.fromEntries(Object.entries(after).map(([kind, seconds]) => [kind, seconds - before[kind as keyof typeof before]])) }
}

function turnOf(lengths: number[], milliseconds: number, cpu: Record<string, number>): Turn {
  const cpuSeconds = Object.values(cpu).reduce((total, seconds) => total + seconds, 0)
  return { texts: lengths.length, tokens: lengths.reduce((total, length) => total + length, 0), milliseconds, cpuSeconds }
}

/** The longest beginning of `text` with at most `limit` tokens, special ones included. */
function cutToTokens(text: string, counter: TokenCounter, limit: number): string {
  if (counter.count(text) + counter.specialTokens <= limit) return text
  let fits = 0
  let tooLong = text.length
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1
    if (counter.count(text.slice(0, middle)) + counter.specialTokens <= limit) fits = middle
    else tooLong = middle
  }
  return text.slice(0, fits)
}

function describeRound(rounds: ThroughputRounds, round: number): string {
  const rate = (turns: Turn[]) => tokenRate(turns.slice(-1)).toFixed(0)
  const chunks = sum(rounds.pipeline, 'texts')
  return `round ${round + 1}: tokens/s Docent ${rate(rounds.pipeline)}, bare ${rate(rounds.bare)}, library ${rate(rounds.library)}; ${chunks} chunks so far`
}

async function summarize({ input, rig }: Arena, rounds: ThroughputRounds, spent: Record<string, number>): Promise<ThroughputResult> {
  const { documents } = await rig.readStatus()
  for (const { source, code } of await rig.failures()) input.log(`failed: ${code} ${source}`)
  const seconds = sum(rounds.pipeline, 'milliseconds') / 1000
  const chunks = sum(rounds.pipeline, 'texts')
  const named = { 'embedding and server': spent.other, 'parser processes': spent.parser, Qdrant: spent.qdrant }
  return {
    cores: input.cores,
    documents: documents.ready,
    failed: documents.failed,
    refused: [...rig.refused.values()].reduce((total, count) => total + count, 0),
    perSecond: { documents: documents.ready / seconds, chunks: chunks / seconds, tokens: tokenRate(rounds.pipeline) },
    againstBare: compareRates(rounds.pipeline, rounds.bare),
    againstLibrary: compareRates(rounds.pipeline, rounds.library),
    cpuPerChunk: Object.fromEntries(Object.entries(named).map(([name, own]) => [name, ((own ?? 0) * 1000) / chunks])),
    rounds,
  }
}
