import { featureNames } from '@/lib/answer/evidence/evidence-features'
import { crossValidate, fitObservations, foldOf, strengthBy } from './cross-validate'
import type { Observation } from './observation'
import { type Judged, limitFor, type OperatingPoint, operateAt } from './operating-point'

const folds = 10
const sets = ['nomiracl', 'xquad'] as const
/** A little under what is allowed (15 and 5 %), since other questions will do somewhat worse. */
const mostWronglyRefused = { nomiracl: 0.148, xquad: 0.045 }
const tradeOffs = [
  { nomiracl: 0.05, xquad: 1 },
  { nomiracl: 0.1, xquad: 1 },
  { nomiracl: 0.15, xquad: 1 },
  { nomiracl: 0.2, xquad: 1 },
  { nomiracl: 1, xquad: 0.02 },
  { nomiracl: 1, xquad: 0.03 },
  { nomiracl: 1, xquad: 0.05 },
]

/** Markdown: how the model does on questions that it has not seen, what other limits would do, and the model fitted on all of them. */
export function formatEvidenceReport(modelId: string, observations: Observation[]): string {
  const crossed = judge(observations, crossValidate(observations, folds))
  const limit = limitFor(crossed, mostWronglyRefused)
  const model = fitObservations(observations)
  const all = judge(
    observations,
    observations.map((observation) => strengthBy(model, observation)),
  )
  const weights = featureNames.map((name, index) => `    ${name}: ${round(model.weights[index] ?? 0)},`)
  return [
    `## Evidence with ${modelId}`,
    '',
    '| judged | set | answerable | unanswerable | AUC | wrongly refused | wrongly answered |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...sets.map((set) => row(`${folds} folds`, operateAt(crossed, set, limit))),
    ...[0, 1].flatMap((half) => halfRows(observations, half)),
    ...sets.map((set) => row('the questions it was fitted on', operateAt(all, set, limit))),
    '',
    `Other limits, ${folds} folds:`,
    '',
    '| NoMIRACL wrongly refused | NoMIRACL wrongly answered | XQuAD wrongly refused | XQuAD wrongly answered |',
    '| --- | --- | --- | --- |',
    ...tradeOffs.map((allowed) => tradeOffRow(crossed, limitFor(crossed, allowed))),
    '',
    'The model, for `lib/answer/evidence/evidence-models.ts`:',
    '',
    '```',
    `  '${modelId}': {`,
    '    weights: {',
    ...weights.map((line) => `  ${line}`),
    '    },',
    `    constant: ${round(model.constant)},`,
    `    limit: ${round(limit)},`,
    '  },',
    '```',
  ].join('\n')
}

/** Model and limit from one half, judged on the other. */
function halfRows(observations: Observation[], half: number): string[] {
  const learned = observations.filter(({ group }) => foldOf(`half ${group}`, 2) === half)
  const others = observations.filter(({ group }) => foldOf(`half ${group}`, 2) !== half)
  const limit = limitFor(judge(learned, crossValidate(learned, folds)), mostWronglyRefused)
  const model = fitObservations(learned)
  const judged = judge(
    others,
    others.map((observation) => strengthBy(model, observation)),
  )
  return sets.map((set) => row(`half ${half + 1}, all from the other`, operateAt(judged, set, limit)))
}

function judge(observations: Observation[], strengths: number[]): Judged[] {
  return observations.map((observation, index) => ({ observation, strength: strengths[index] ?? 0 }))
}

function row(judged: string, point: OperatingPoint): string {
  const { set, answerable, unanswerable, areaUnderCurve, wronglyRefused, wronglyAnswered } = point
  return `| ${judged} | ${set} | ${answerable} | ${unanswerable} | ${areaUnderCurve.toFixed(3)} | ${percent(wronglyRefused)} | ${percent(wronglyAnswered)} |`
}

function tradeOffRow(judged: Judged[], limit: number): string {
  const points = sets.map((set) => operateAt(judged, set, limit))
  return `| ${points.flatMap(({ wronglyRefused, wronglyAnswered }) => [percent(wronglyRefused), percent(wronglyAnswered)]).join(' | ')} |`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}

function round(value: number): number {
  return Number(value.toFixed(3))
}
