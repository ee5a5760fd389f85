import { describe, expect, it } from 'vitest'
import { fitLogistic } from '@/eval/evidence/fit-logistic'

describe('fitLogistic', () => {
  it('finds the odds of two groups', () => {
    const group = (feature: number, positives: number, others: number) => [
      { features: [feature], isPositive: true, weight: positives },
      { features: [feature], isPositive: false, weight: others },
    ]
    const { weights, constant } = fitLogistic([...group(0, 1, 3), ...group(2, 9, 1)], 0)
    expect(constant).toBeCloseTo(Math.log(1 / 3), 6)
    expect(constant + 2 * (weights[0] ?? 0)).toBeCloseTo(Math.log(9), 6)
  })

  it('gives less weight under a penalty', () => {
    const examples = [0, 1, 2, 3].map((value) => ({ features: [value, 1 - value], isPositive: value > 1, weight: 1 }))
    const [free, held] = [0.01, 10].map((penalty) => Math.abs(fitLogistic(examples, penalty).weights[0] ?? 0))
    expect(held).toBeLessThan(free ?? 0)
  })
})
