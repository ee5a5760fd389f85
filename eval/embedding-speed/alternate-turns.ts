/** What one turn took. */
export interface Turn {
  textsPerSecond: number
  /** Of all threads of the process, in milliseconds. */
  cpuPerText: number
}

export interface Contestant {
  name: string
  /** Embeds all the texts once. */
  embedAll(): Promise<void>
}

/**
 * Lets every contestant embed the texts once a round, one after the other, so that a machine whose other work comes and
 * goes treats them alike. The first round warms up and is not counted. Returns the turns of each by round.
 */
export async function alternateTurns(contestants: Contestant[], textCount: number, rounds: number, onRound: (done: number) => void): Promise<Turn[][]> {
  const turns: Turn[][] = contestants.map(() => [])
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, contestant] of contestants.entries()) {
      const turn = await takeTurn(contestant, textCount)
      if (round > 0) turns[index]?.push(turn)
    }
    onRound(round)
  }
  return turns
}

async function takeTurn(contestant: Contestant, textCount: number): Promise<Turn> {
  const cpuBefore = process.cpuUsage()
  const started = performance.now()
  await contestant.embedAll()
  const milliseconds = performance.now() - started
  const { user, system } = process.cpuUsage(cpuBefore)
  return { textsPerSecond: (textCount * 1000) / milliseconds, cpuPerText: (user + system) / 1000 / textCount }
}

/** The value at `share` (0 to 1) of the sorted values: .5 is the median. NaN where there are none. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** The median over the rounds of `of` one contestant divided by that of another in the same round. */
export function medianRatio(turns: Turn[], base: Turn[], of: (turn: Turn) => number): number {
  const ratios = turns.flatMap((turn, round) => {
    const other = base[round]
    return other ? [of(turn) / of(other)] : []
  })
  return quantile(ratios, 0.5)
}
