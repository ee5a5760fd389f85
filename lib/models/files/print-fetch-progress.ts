import type { FetchProgress, ReportProgress } from './fetch-progress'

/** A listener that writes one plain line a step, and one for each tenth of a download. */
export function createProgressPrinter(writeLine: (line: string) => void): ReportProgress {
  let lastTenth = -1
  return (progress) => {
    if (progress.step === 'source-started') lastTenth = -1
    if (progress.step === 'bytes') {
      const tenth = Math.floor((progress.doneBytes / progress.totalBytes) * 10)
      if (tenth === lastTenth) return
      lastTenth = tenth
    }
    writeLine(describe(progress))
  }
}

function describe(progress: FetchProgress): string {
  switch (progress.step) {
    case 'already-there':
      return `${progress.model}: the files are here and right.`
    case 'recorded':
      return `${progress.model}: the files that lie there were taken as they are, and their hashes recorded.`
    case 'source-started':
      return `Fetching from ${progress.source}`
    case 'bytes':
      return `  ${megabytes(progress.doneBytes)} of ${megabytes(progress.totalBytes)} MB (${Math.floor((progress.doneBytes / progress.totalBytes) * 100)} %)`
    case 'waiting':
      return `  ${progress.source}: downloading, ${progress.seconds} s`
    case 'source-failed':
      return `  ${progress.source}: ${progress.reason}`
    case 'done':
      return `${progress.model}: fetched from ${progress.source} and verified.`
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1)
}
