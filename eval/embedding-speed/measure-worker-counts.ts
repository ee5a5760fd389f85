import { setTimeout as sleep } from 'node:timers/promises'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { alternateTurns, medianRatio, quantile, type Turn } from './alternate-turns'
import type { SpeedInput } from './measure-single-thread'

/** Long enough that the questions do not slow the passages down. */
const pauseBetweenQuestions = 300

interface Team {
  workerCount: number
  embedder: TransformersEmbedder
  /** Milliseconds from asking for a question's vector to having it, while passages are embedded. */
  waits: number[]
}

/** How fast `counts` workers embed passages together, and how long a question waits meanwhile. Returns a Markdown table. */
export async function measureWorkerCounts(input: SpeedInput, counts: number[]): Promise<string> {
  const { model, modelsDirectory, workerPath, texts, rounds, onRound } = input
  const teams: Team[] = counts.map((workerCount) => ({
    workerCount,
    embedder: new TransformersEmbedder({ model, modelsDirectory, workerPath, workerCount }),
    waits: [],
  }))
  try {
    await Promise.all(teams.map(({ embedder }) => embedder.ready()))
    const contestants = teams.map((team) => ({ name: `${team.workerCount}`, embedAll: () => embedWhileAsking(team, texts) }))
    return formatTeams(teams, await alternateTurns(contestants, texts.length, rounds, onRound))
  } finally {
    await Promise.all(teams.map(({ embedder }) => embedder.close()))
  }
}

async function embedWhileAsking({ embedder, waits }: Team, texts: string[]): Promise<void> {
  const controller = new AbortController()
  const asking = askUntilStopped(embedder, waits, controller.signal)
  await embedder.embedPassages(texts)
  controller.abort()
  await asking
}

async function askUntilStopped(embedder: TransformersEmbedder, waits: number[], signal: AbortSignal): Promise<void> {
  for (;;) {
    await sleep(pauseBetweenQuestions, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    const started = performance.now()
    // A question asked before would come from memory.
    await embedder.embedQuery(`When is the reading room open on day ${waits.length}?`)
    waits.push(performance.now() - started)
  }
}

function formatTeams(teams: Team[], turns: Turn[][]): string {
  const base = turns[0] ?? []
  const rows = teams.map(({ workerCount, waits }, index) => {
    const own = turns[index] ?? []
    const cells = [
      quantile(
        own.map(({ textsPerSecond }) => textsPerSecond),
        0.5,
      ).toFixed(1),
      medianRatio(own, base, (turn) => turn.textsPerSecond).toFixed(2),
      quantile(
        own.map(({ cpuPerText }) => cpuPerText),
        0.5,
      ).toFixed(1),
      `${waits.length}`,
      quantile(waits, 0.5).toFixed(0),
      quantile(waits, 0.95).toFixed(0),
    ]
    return `| ${[workerCount, ...cells].join(' | ')} |`
  })
  return [
    '| workers | passages/s, median | against the first row | CPU ms a text | questions meanwhile | question ms, median | question ms, 95 % |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}
