import { claimFeatureNames } from '@/lib/answer/checking/claim-features'
import { claimModels, wordsModel } from '@/lib/answer/checking/claim-models'
import { judgeClaim } from '@/lib/answer/checking/judge-claim'
import { areaUnderCurve } from '../area-under-curve'
import { balancedLimit, crossValidate, fitPairs, type JudgedPair, lowLimit, type Row, rows } from './judge-pairs'
import type { MeasuredPair } from './measure-pairs'

/** The share of the attributable that may be called unsupported by the model alone. */
const lostAtMost = 0.1
/** Sentences alone are easier and harder than passages in their own ways: they are judged, and not learned from. */
const sentenceKinds = ['supporting sentences', 'contradicting sentences']

export function checksReport(modelId: string, measured: MeasuredPair[], { fits }: { fits: boolean }): string {
  if (!fits) return [...shippedTables(modelId, measured), ...plainTables(measured)].join('\n\n')
  const english = measured.filter(({ pair }) => pair.set !== 'korquad')
  const learned = english.filter(({ pair }) => !sentenceKinds.includes(pair.kind))
  const korean = measured.filter(({ pair }) => pair.set === 'korquad')
  return [
    formatTable('Ten folds, words and meaning', crossValidate(learned, rows.all)),
    formatTable('Ten folds, words alone, with Korean', crossValidate([...learned, ...korean], rows.words)),
    ...plainTables(learned),
    formatTable(
      'SciFact alone, ten folds, all kinds',
      crossValidate(
        english.filter(({ pair }) => pair.set === 'scifact'),
        rows.all,
      ),
    ),
    formatTable(
      'The same by the nearest sentence’s cosine',
      crossValidate(
        english.filter(({ pair }) => pair.set === 'scifact'),
        rows.sentenceCosine,
      ),
    ),
    ...shippedTables(modelId, measured),
    `Model of ${modelId}:\n${describeModel(learned, rows.all, false)}`,
    `Model of the words:\n${describeModel([...learned, ...korean], rows.words, true)}`,
  ].join('\n\n')
}

/** A plain limit on similarity, chosen in the other folds: what the check has to beat. */
function plainTables(measured: MeasuredPair[]): string[] {
  return [
    formatTable('Ten folds, a limit on the nearest sentence’s cosine', crossValidate(measured, rows.sentenceCosine)),
    formatTable('Ten folds, a limit on the passage’s cosine', crossValidate(measured, rows.passageCosine)),
  ]
}

/** With what an NLI model adds and without it, where one is installed. */
function shippedTables(modelId: string, measured: MeasuredPair[]): string[] {
  const title = 'As shipped: supported, against weak and unsupported'
  const without = shippedTable(title, modelId, measured, { isJoined: false })
  return measured.every(({ entailed }) => entailed === null)
    ? [without]
    : [without, shippedTable(`${title}, the NLI model joined`, modelId, measured, { isJoined: true })]
}

function shippedTable(title: string, modelId: string, measured: MeasuredPair[], { isJoined }: { isJoined: boolean }): string {
  const judged = measured.map((one) => {
    const model = one.hasMeaning ? (claimModels[modelId] ?? wordsModel) : wordsModel
    const { verdict, score } = judgeClaim(one.measure, model, { hasMarks: true, isOtherLanguage: false, entailed: isJoined ? one.entailed : null })
    return { measured: one, strength: score, isSupported: verdict === 'supported' }
  })
  return formatTable(title, judged)
}

function formatTable(title: string, judged: JudgedPair[]): string {
  const sets = [...new Set(judged.map(({ measured }) => measured.pair.set))]
  const lines = sets.flatMap((set) => {
    const ofSet = judged.filter(({ measured }) => measured.pair.set === set)
    const kinds = [...new Set(ofSet.map(({ measured }) => measured.pair.kind))]
    return [
      scoreLine(set, ofSet),
      ...kinds.map((kind) =>
        kindLine(
          kind,
          ofSet.filter(({ measured }) => measured.pair.kind === kind),
        ),
      ),
    ]
  })
  return [`${title}`, '| pairs | number | precision | recall | specificity | balanced | AUC |', '| --- | --- | --- | --- | --- | --- | --- |', ...lines].join(
    '\n',
  )
}

function scoreLine(set: string, judged: JudgedPair[]): string {
  const positives = judged.filter(({ measured }) => measured.pair.isAttributable)
  const negatives = judged.filter(({ measured }) => !measured.pair.isAttributable)
  const right = positives.filter(({ isSupported }) => isSupported).length
  const wrong = negatives.filter(({ isSupported }) => isSupported).length
  const recall = right / Math.max(1, positives.length)
  const specificity = 1 - wrong / Math.max(1, negatives.length)
  const area = areaUnderCurve(
    positives.map(({ strength }) => strength),
    negatives.map(({ strength }) => strength),
  )
  const figures = [right / Math.max(1, right + wrong), recall, specificity, (recall + specificity) / 2, area].map((figure) => figure.toFixed(3))
  return `| **${set}** | ${judged.length} | ${figures.join(' | ')} |`
}

function kindLine(kind: string, judged: JudgedPair[]): string {
  const share = judged.filter(({ isSupported }) => isSupported).length / judged.length
  const isAttributable = judged[0]?.measured.pair.isAttributable ?? false
  return `| ${kind} | ${judged.length} | | ${isAttributable ? share.toFixed(3) : ''} | ${isAttributable ? '' : (1 - share).toFixed(3)} | | |`
}

function describeModel(pairs: MeasuredPair[], row: Row, isOfWords: boolean): string {
  const model = fitPairs(pairs, row)
  const chance = (strength: number) => (1 / (1 + Math.exp(-strength))).toFixed(3)
  const names = claimFeatureNames.filter((name) => !isOfWords || name !== 'nearestSentence')
  return [
    ...names.map((name, index) => `  ${name}: ${(model.weights[index] ?? 0).toFixed(3)},`),
    `  constant: ${model.constant.toFixed(3)},`,
    `  supportedFrom: ${chance(balancedLimit(pairs, model, row))},`,
    `  weakFrom: ${chance(lowLimit(pairs, model, row, lostAtMost))},`,
  ].join('\n')
}
