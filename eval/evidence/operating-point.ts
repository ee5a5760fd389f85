import { areaUnderCurve } from '../area-under-curve'
import type { Observation } from './observation'

export interface OperatingPoint {
  set: string
  answerable: number
  unanswerable: number
  areaUnderCurve: number
  /** Share of the answerable refused. */
  wronglyRefused: number
  /** Share of the unanswerable answered. */
  wronglyAnswered: number
}

export interface Judged {
  observation: Observation
  strength: number
}

export function strengthsOf(judged: Judged[], set: Observation['set'], isAnswerable: boolean): number[] {
  return judged.filter(({ observation }) => observation.set === set && observation.isAnswerable === isAnswerable).map(({ strength }) => strength)
}

/** The highest limit that refuses at most so much of the answerable in each set. */
export function limitFor(judged: Judged[], mostWronglyRefused: Record<Observation['set'], number>): number {
  const limits = Object.entries(mostWronglyRefused).map(([set, most]) => {
    const strengths = strengthsOf(judged, set as Observation['set'], true).sort((left, right) => left - right)
    return strengths[Math.floor(most * strengths.length)] ?? Number.POSITIVE_INFINITY
  })
  return Math.min(...limits)
}

/** What is below the limit is refused. */
export function operateAt(judged: Judged[], set: Observation['set'], limit: number): OperatingPoint {
  const answerable = strengthsOf(judged, set, true)
  const unanswerable = strengthsOf(judged, set, false)
  return {
    set,
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    areaUnderCurve: areaUnderCurve(answerable, unanswerable),
    wronglyRefused: answerable.filter((strength) => strength < limit).length / answerable.length,
    wronglyAnswered: unanswerable.filter((strength) => strength >= limit).length / unanswerable.length,
  }
}
