/*
 * Logistic regression by Newton's method, with a quadratic penalty on the weights (not on the constant). The features are brought to
 * mean 0 and deviation 1 for the fit and back again for the result, so that the penalty means the same for each. Deterministic.
 */

export interface Example {
  features: number[]
  isPositive: boolean
  /** What it counts in the fit. */
  weight: number
}

export interface Logistic {
  /** In the order of the features, in their own units. */
  weights: number[]
  constant: number
}

const steps = 25
const tiny = 1e-9

export function fitLogistic(examples: Example[], penalty: number): Logistic {
  const scales = scalesOf(examples)
  const rows = examples.map(({ features }) => [...features.map((value, index) => standardize(value, scales[index])), 1])
  let parameters = new Array<number>(scales.length + 1).fill(0)
  for (let step = 0; step < steps; step++) parameters = newtonStep(examples, rows, parameters, penalty)
  const weights = scales.map(({ deviation }, index) => (parameters[index] ?? 0) / deviation)
  const constant = (parameters.at(-1) ?? 0) - weights.reduce((sum, weight, index) => sum + weight * (scales[index]?.mean ?? 0), 0)
  return { weights, constant }
}

interface Scale {
  mean: number
  deviation: number
}

function scalesOf(examples: Example[]): Scale[] {
  const count = examples.length
  return (examples[0]?.features ?? []).map((_, index) => {
    const values = examples.map(({ features }) => features[index] ?? 0)
    const mean = values.reduce((sum, value) => sum + value, 0) / count
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count
    return { mean, deviation: Math.sqrt(variance) + tiny }
  })
}

function standardize(value: number, scale: Scale | undefined): number {
  return scale === undefined ? value : (value - scale.mean) / scale.deviation
}

function newtonStep(examples: Example[], rows: number[][], parameters: number[], penalty: number): number[] {
  const penalties = parameters.map((_, index) => (index === parameters.length - 1 ? tiny : penalty))
  const gradient = parameters.map((value, index) => value * (penalties[index] ?? 0))
  const hessian = parameters.map((_, row) => parameters.map((__, column) => (row === column ? (penalties[row] ?? 0) : 0)))
  for (const [position, { isPositive, weight }] of examples.entries()) {
    const row = rows[position] ?? []
    const chance = 1 / (1 + Math.exp(-dot(row, parameters)))
    const error = weight * (chance - Number(isPositive))
    const curvature = weight * chance * (1 - chance)
    for (const [index, value] of row.entries()) {
      gradient[index] = (gradient[index] ?? 0) + error * value
      const line = hessian[index] ?? []
      for (const [column, other] of row.entries()) line[column] = (line[column] ?? 0) + curvature * value * other
    }
  }
  const change = solve(hessian, gradient)
  return parameters.map((value, index) => value - (change[index] ?? 0))
}

function dot(left: number[], right: number[]): number {
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0)
}

/** Gaussian elimination; the matrix is positive definite, so no pivoting. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0])
  for (const [pivot, pivotRow] of rows.entries())
    for (const row of rows.slice(pivot + 1)) {
      const factor = (row[pivot] ?? 0) / (pivotRow[pivot] ?? 1)
      for (let column = pivot; column < row.length; column++) row[column] = (row[column] ?? 0) - factor * (pivotRow[column] ?? 0)
    }
  const result = right.map(() => 0)
  for (let index = rows.length - 1; index >= 0; index--) {
    const row = rows[index] ?? []
    result[index] = ((row.at(-1) ?? 0) - dot(row.slice(index + 1, -1), result.slice(index + 1))) / (row[index] ?? 1)
  }
  return result
}
