import { quantile } from '../embedding-speed/alternate-turns'

/** What one contestant did in one round. `cpuSeconds` of all its threads and processes. */
export interface Turn {
  texts: number
  tokens: number
  milliseconds: number
  cpuSeconds: number
}

export interface ThroughputRounds {
  pipeline: Turn[]
  bare: Turn[]
  library: Turn[]
}

export interface ThroughputResult {
  cores: number
  documents: number
  failed: number
  refused: number
  perSecond: { documents: number; chunks: number; tokens: number }
  /** Tokens a second of the pipeline by those of the other, over all rounds, and the median of the rounds. */
  againstBare: { total: number; median: number }
  againstLibrary: { total: number; median: number }
  /** Processor time of the pipeline in milliseconds a chunk, by where it was spent. */
  cpuPerChunk: Record<string, number>
  rounds: ThroughputRounds
}

export const throughputBars = { againstBare: 0.8, againstLibrary: 2.5 }

export function compareRates(own: Turn[], other: Turn[]): { total: number; median: number } {
  const ratios = own.flatMap((turn, round) => {
    const base = other[round]
    return base ? [tokenRate([turn]) / tokenRate([base])] : []
  })
  return { total: tokenRate(own) / tokenRate(other), median: quantile(ratios, 0.5) }
}

/** Tokens a second. */
export function tokenRate(turns: Turn[]): number {
  return (sum(turns, 'tokens') * 1000) / sum(turns, 'milliseconds')
}

export function sum(turns: Turn[], field: keyof Turn): number {
  return turns.reduce((total, turn) => total + turn[field], 0)
}

export function formatThroughput(result: ThroughputResult): string {
  const { perSecond, rounds, againstBare, againstLibrary } = result
  const row = (name: string, turns: Turn[], ratio: string) => {
    const seconds = sum(turns, 'milliseconds') / 1000
    const texts = sum(turns, 'texts')
    const cells = [name, `${texts}`, (texts / seconds).toFixed(1), tokenRate(turns).toFixed(0), ((sum(turns, 'cpuSeconds') * 1000) / texts).toFixed(1), ratio]
    return `| ${cells.join(' | ')} |`
  }
  const parts = Object.entries(result.cpuPerChunk).map(([name, milliseconds]) => `${name} ${milliseconds.toFixed(2)}`)
  return [
    `${result.documents} documents (${result.failed} failed, ${result.refused} refused), ${rounds.pipeline.length} rounds, ${result.cores} cores`,
    `Docent: ${perSecond.documents.toFixed(1)} documents, ${perSecond.chunks.toFixed(1)} chunks and ${perSecond.tokens.toFixed(0)} tokens a second`,
    `CPU ms a chunk: ${parts.join(', ')}`,
    '',
    '| | texts | texts/s | tokens/s | CPU ms a text | Docent against it: all, median of the rounds |',
    '| --- | --- | --- | --- | --- | --- |',
    row('Docent, whole pipeline', rounds.pipeline, ''),
    row('bare ONNX session', rounds.bare, `${againstBare.total.toFixed(3)}, ${againstBare.median.toFixed(3)} (bar ${throughputBars.againstBare})`),
    row(
      'transformers.js pipeline',
      rounds.library,
      `${againstLibrary.total.toFixed(2)}, ${againstLibrary.median.toFixed(2)} (bar ${throughputBars.againstLibrary})`,
    ),
  ].join('\n')
}
