/** What a fetch tells while it runs. `totalBytes` is null where a source cannot know it. */
export type FetchProgress =
  | { step: 'already-there'; model: string }
  | { step: 'recorded'; model: string }
  | { step: 'source-started'; source: string }
  | { step: 'bytes'; source: string; doneBytes: number; totalBytes: number }
  | { step: 'waiting'; source: string; seconds: number }
  | { step: 'source-failed'; source: string; reason: string }
  | { step: 'done'; model: string; source: string }

export type ReportProgress = (progress: FetchProgress) => void
