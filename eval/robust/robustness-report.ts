import type { AppDocument } from '../running-app/app-client'
import { formatProcesses, type WatchReport } from '../running-app/app-watch'
import type { RobustFile } from './list-files'
import type { Uploaded } from './upload-files'

export interface RobustnessReport {
  files: number
  seconds: number
  ready: number
  /** Documents by error code; `none` is a failure without one. */
  failed: Record<string, number>
  /** Files refused at upload by error code; `lost` is one without. */
  rejected: Record<string, number>
  /** Neither ready nor failed at the end. */
  unfinished: string[]
  /** In work for longer than the limit. */
  hung: string[]
  /** Files that pdfjs alone opens, and what became of them instead of `ready`. */
  openableNotReady: Array<{ file: string; outcome: string }>
  openable: number
  slowest: Array<{ file: string; seconds: number; outcome: string }>
  watch: WatchReport
  /** What was missed; empty when everything held. */
  missedBars: string[]
  /** Every file and what became of it. */
  outcomes: Array<{ file: string; outcome: string }>
}

export interface RobustnessInput {
  files: RobustFile[]
  uploaded: Uploaded
  documents: AppDocument[]
  slowest: Array<{ id: string; seconds: number }>
  hung: string[]
  seconds: number
  watch: WatchReport
}

const noCode = 'none'

export function reportRobustness(input: RobustnessInput): RobustnessReport {
  const { files, uploaded, seconds, watch } = input
  const outcomes = outcomesByFile(input)
  const outcomeOf = (file: RobustFile | undefined) => (file && outcomes.get(file)) ?? 'lost'
  const nameOf = (id: string) => uploaded.byDocument.get(id)?.name ?? id
  const openable = files.filter(({ knownOutcome }) => knownOutcome === 'OK')
  const report: RobustnessReport = {
    files: files.length,
    seconds,
    ready: [...outcomes.values()].filter((outcome) => outcome === 'ready').length,
    failed: countCodes([...outcomes.values()], 'failed'),
    rejected: countCodes([...outcomes.values()], 'rejected'),
    unfinished: files.filter((file) => !/^(ready$|failed|rejected)/.test(outcomeOf(file))).map(({ name }) => name),
    hung: input.hung.map(nameOf),
    openableNotReady: openable.filter((file) => outcomeOf(file) !== 'ready').map((file) => ({ file: file.name, outcome: outcomeOf(file) })),
    openable: openable.length,
    slowest: input.slowest.map((slow) => ({ file: nameOf(slow.id), seconds: slow.seconds, outcome: outcomeOf(uploaded.byDocument.get(slow.id)) })),
    watch,
    missedBars: [],
    outcomes: files.map((file) => ({ file: file.name, outcome: outcomeOf(file) })),
  }
  return { ...report, missedBars: findMissedBars(report) }
}

/** `ready`, `failed: <code>`, `rejected: <code>`, or the status a document was left in. */
function outcomesByFile({ uploaded, documents }: RobustnessInput): Map<RobustFile, string> {
  const outcomes = new Map<RobustFile, string>(uploaded.rejected.map(({ file, code }) => [file, `rejected: ${code}`]))
  for (const { id, status, error_code } of documents) {
    const file = uploaded.byDocument.get(id)
    if (file) outcomes.set(file, status === 'failed' ? `failed: ${error_code ?? noCode}` : status)
  }
  return outcomes
}

function countCodes(outcomes: string[], kind: 'failed' | 'rejected'): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const outcome of outcomes) {
    const [found, code = noCode] = outcome.split(': ')
    if (found === kind) counts[code] = (counts[code] ?? 0) + 1
  }
  return counts
}

function findMissedBars(report: RobustnessReport): string[] {
  const { unfinished, hung, openableNotReady, watch } = report
  const withoutCode = (report.failed[noCode] ?? 0) + (report.rejected.lost ?? 0) + (report.failed.internal_error ?? 0) + (report.rejected.internal_error ?? 0)
  return [
    unfinished.length > 0 ? `${unfinished.length} files ended in no clear state` : '',
    withoutCode > 0 ? `${withoutCode} files failed without a reason a person can act on` : '',
    hung.length > 0 ? `${hung.length} files hung` : '',
    openableNotReady.length > 0 ? `${openableNotReady.length} files that pdfjs opens are not ready` : '',
    watch.deaths.length > 0 ? `processes of the app ended: ${watch.deaths.join(', ')}` : '',
    watch.unhealthy.length > 0 ? `${watch.unhealthy.length} of ${watch.healthChecks} health checks were not ok` : '',
  ].filter((bar) => bar !== '')
}

export function formatRobustness(report: RobustnessReport): string {
  const codes = (kind: string, counts: Record<string, number>) =>
    Object.entries(counts)
      .sort(([, a], [, b]) => b - a)
      .map(([code, count]) => `| ${kind} | ${code} | ${count} |`)
  return [
    `${report.files} files in ${report.seconds.toFixed(0)} s; ${report.watch.healthChecks} health checks, ${report.watch.unhealthy.length} not ok`,
    '',
    '| outcome | code | files |',
    '| --- | --- | --- |',
    `| ready | | ${report.ready} |`,
    ...codes('failed', report.failed),
    ...codes('rejected', report.rejected),
    `| unfinished | | ${report.unfinished.length} |`,
    '',
    formatProcesses(report.watch),
    '',
    '| slowest | seconds in work | outcome |',
    '| --- | --- | --- |',
    ...report.slowest.map(({ file, seconds, outcome }) => `| ${file} | ${seconds.toFixed(1)} | ${outcome} |`),
    '',
    `pdfjs alone opens ${report.openable} of them; not ready: ${report.openableNotReady.length}`,
    ...report.openableNotReady.map(({ file, outcome }) => `  ${outcome}  ${file}`),
    ...report.unfinished.map((file) => `unfinished: ${file}`),
    ...report.hung.map((file) => `hung: ${file}`),
    ...[...new Set(report.watch.unhealthy)].map((health) => `health: ${health}`),
    report.missedBars.length === 0 ? 'Every bar is met.' : report.missedBars.map((bar) => `MISSED: ${bar}`).join('\n'),
  ].join('\n')
}
