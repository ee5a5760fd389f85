import { createHash } from 'node:crypto'
import { fitLogistic, type Logistic } from './fit-logistic'
import type { Observation } from './observation'

/*
 * What each part of the data counts in the fit. Answerable questions of XQuAD count most: they are the ones that a limit for NoMIRACL's
 * questions turns away. With 1 for each part (ten folds) the limit has to keep more in and lets 61 % of NoMIRACL's unanswerable ones through.
 */
const shares: Record<Observation['set'], { answerable: number; unanswerable: number }> = {
  nomiracl: { answerable: 1, unanswerable: 1 },
  xquad: { answerable: 2, unanswerable: 0.5 },
}
/** On weights of features with deviation 1. Between 2 and 20 nothing moves. */
const penalty = 5

/** No group (a question, or an article with all its questions) is both learned from and judged. The folds follow from the groups' names. */
export function foldOf(group: string, folds: number): number {
  return createHash('sha256').update(group).digest().readUInt32BE(0) % folds
}

/** The strength of each observation by a model that has not seen its fold. */
export function crossValidate(observations: Observation[], folds: number): number[] {
  const models = Array.from({ length: folds }, (_, fold) => fitObservations(observations.filter(({ group }) => foldOf(group, folds) !== fold)))
  return observations.map((observation) => {
    const model = models[foldOf(observation.group, folds)]
    return model === undefined ? 0 : strengthBy(model, observation)
  })
}

export function fitObservations(observations: Observation[]): Logistic {
  const counts = new Map<string, number>()
  for (const observation of observations) counts.set(partOf(observation), (counts.get(partOf(observation)) ?? 0) + 1)
  const unit = counts.get('nomiracl true') ?? observations.length
  return fitLogistic(
    observations.map((observation) => {
      const share = shares[observation.set][observation.isAnswerable ? 'answerable' : 'unanswerable']
      return { features: observation.features, isPositive: observation.isAnswerable, weight: (unit * share) / (counts.get(partOf(observation)) ?? 1) }
    }),
    penalty,
  )
}

export function strengthBy({ weights, constant }: Logistic, { features }: Observation): number {
  return weights.reduce((sum, weight, index) => sum + weight * (features[index] ?? 0), constant)
}

function partOf({ set, isAnswerable }: Observation): string {
  return `${set} ${isAnswerable}`
}
