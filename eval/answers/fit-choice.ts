/*
 * Fits a log-linear choice: of several options, of which some are right, the chance of each is the exponential of the sum of its
 * weighed features, as a share of all. What is made likely is that a right one is chosen. Stochastic steps scaled by feature
 * (AdaGrad), with a quadratic penalty; deterministic.
 */

export interface Option {
  /** Numbers of the features, and their values. */
  features: Uint16Array
  values: Float32Array
  isRight: boolean
}

export interface FitSettings {
  rounds: number
  penalty: number
  /** Features of fewer choices stay at 0. */
  leastChoices: number
}

const choicesPerStep = 16
const stepSize = 0.3
const negligible = 1e-5

/** The weights by feature number. Choices without a right option are left out. */
export function fitChoice(choices: Option[][], featureCount: number, { rounds, penalty, leastChoices }: FitSettings): Float64Array {
  const usable = choices.filter((options) => options.some(({ isRight }) => isRight))
  const isKept = countChoices(usable, featureCount).map((count) => Number(count >= leastChoices))
  const weights = new Float64Array(featureCount)
  const squares = new Float64Array(featureCount).fill(1e-6)
  const random = randomNumbers(7)
  const share = (penalty * choicesPerStep) / Math.max(1, usable.length)
  for (let round = 0; round < rounds; round++) {
    const order = usable.map((options) => ({ at: random(), options })).sort((left, right) => left.at - right.at)
    for (let start = 0; start < order.length; start += choicesPerStep) {
      const gradient = new Float64Array(featureCount)
      for (const { options } of order.slice(start, start + choicesPerStep)) addGradient(options, weights, gradient)
      for (let index = 0; index < featureCount; index++) {
        if (isKept[index] !== 1) continue
        const slope = (gradient[index] ?? 0) + share * (weights[index] ?? 0)
        squares[index] = (squares[index] ?? 0) + slope * slope
        weights[index] = (weights[index] ?? 0) - (stepSize * slope) / Math.sqrt(squares[index] ?? 1)
      }
    }
  }
  return weights
}

function addGradient(options: Option[], weights: Float64Array, gradient: Float64Array): void {
  const sums = options.map(({ features, values }) => features.reduce((sum, feature, index) => sum + (weights[feature] ?? 0) * (values[index] ?? 0), 0))
  const highest = sums.reduce((most, sum) => Math.max(most, sum), Number.NEGATIVE_INFINITY)
  const powers = sums.map((sum) => Math.exp(sum - highest))
  const all = powers.reduce((sum, power) => sum + power, 0)
  const right = powers.reduce((sum, power, index) => sum + (options[index]?.isRight ? power : 0), 0)
  for (const [index, { features, values, isRight }] of options.entries()) {
    const power = powers[index] ?? 0
    const change = power / all - (isRight ? power / right : 0)
    if (Math.abs(change) < negligible) continue
    for (const [position, feature] of features.entries()) gradient[feature] = (gradient[feature] ?? 0) + change * (values[position] ?? 0)
  }
}

function countChoices(choices: Option[][], featureCount: number): Uint32Array {
  const counts = new Uint32Array(featureCount)
  for (const options of choices) for (const feature of new Set(options.flatMap(({ features }) => [...features]))) counts[feature] = (counts[feature] ?? 0) + 1
  return counts
}

/** 0 to 1, the same each time. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    return state / 0x7fffffff
  }
}
