import type { ChildProcess } from 'node:child_process'
import { AppError } from '@/lib/domain/app-error'
import { isErrorCode } from '@/lib/domain/error-catalog'
import type { OnParseStage, ParsedDocument, ParseRequest } from '@/lib/domain/ports/document-parser'
import { forkConfined } from './fork-confined'
import { ParseDeadline, type TimeLimits } from './parse-deadline'
import { type ParseCommand, type ParseReport, parseReport } from './parse-messages'
import { readResidentMemory } from './resident-memory'

export interface ParserLimits {
  time: TimeLimits
  /** Resident memory at which the process is killed. */
  memoryBytes: number
  /** See `Confinement`. */
  readableFolders: string[] | null
}

export interface ParseOptions {
  signal?: AbortSignal
  onStage?: OnParseStage
}

interface Task {
  id: number
  onStage: ParseOptions['onStage']
  /** When the process said that it has begun, which a new one does seconds after it was told to. */
  begunAt: number | null
  sentAt: number
  deadline: ParseDeadline
  settle(outcome: { parsed: ParsedDocument } | { error: AppError }): void
}

const longestStartMilliseconds = 10_000
const memoryCheckMilliseconds = 100
/** Of the memory limit; the rest is left for buffers, code and stacks outside the JavaScript heap. */
const heapShare = 0.75

/** One parser process. It reads one file at a time; any limit it breaks ends it, and its owner starts another. */
export class ParserChild {
  /** Files it has finished, well or not. */
  finishedCount = 0
  residentBytes = 0
  private readonly process: ChildProcess
  private readonly limits: ParserLimits
  private task: Task | null = null
  private nextId = 1
  /** Why the process is gone, once it is. */
  private ending: AppError | null = null

  constructor(workerPath: string, limits: ParserLimits) {
    this.limits = limits
    this.process = forkConfined(workerPath, {
      heapMegabytes: Math.floor((limits.memoryBytes * heapShare) / 1_048_576),
      readableFolders: limits.readableFolders,
    })
    this.process.on('message', (message) => this.receive(message))
    this.process.on('error', (error) => this.end(new AppError('parser_crashed', 'The parser process could not be reached', { cause: error })))
    this.process.on('exit', (code, signal) => this.end(exitError(code, signal)))
  }

  get isUsable(): boolean {
    return this.ending === null
  }

  /** How long the file at hand has been read for; a process that says nothing is taken to start for so long at most. */
  get readingMilliseconds(): number {
    return this.task === null ? 0 : Date.now() - (this.task.begunAt ?? this.task.sentAt + longestStartMilliseconds)
  }

  /** Errors: those of `DocumentParser`. After parse_time_exceeded, parse_memory_exceeded, parser_crashed and cancelled the process is gone. */
  parse(request: ParseRequest, options: ParseOptions): Promise<ParsedDocument> {
    const { signal } = options
    // Both may have come while the file waited for the process.
    if (this.ending !== null) return Promise.reject(this.ending)
    if (signal?.aborted) return Promise.reject(new AppError('cancelled', 'Parsing was cancelled before it began'))
    return new Promise((resolve, reject) => {
      const onExpired = () => this.kill(new AppError('parse_time_exceeded', 'The time limit of the parser process was reached'))
      const deadline = new ParseDeadline(this.limits.time, onExpired)
      const watch = setInterval(() => void this.watchMemory(), memoryCheckMilliseconds)
      const onAbort = () => this.kill(new AppError('cancelled', 'Parsing was cancelled'))
      const settle: Task['settle'] = (outcome) => {
        deadline.clear()
        clearInterval(watch)
        signal?.removeEventListener('abort', onAbort)
        this.task = null
        this.finishedCount += 1
        if ('error' in outcome) reject(outcome.error)
        else resolve(outcome.parsed)
      }
      this.task = { id: this.nextId++, onStage: options.onStage, begunAt: null, sentAt: Date.now(), deadline, settle }
      signal?.addEventListener('abort', onAbort, { once: true })
      this.send({ id: this.task.id, request })
    })
  }

  /** Ends the process at once. A file it is reading fails with `error`. */
  kill(error: AppError = new AppError('cancelled', 'The parser was closed')): void {
    this.end(error)
    this.process.kill('SIGKILL')
  }

  private send(command: ParseCommand): void {
    this.process.send(command, (error) => {
      if (error !== null) this.kill(new AppError('parser_crashed', 'The parser process did not take the file', { cause: error }))
    })
  }

  private end(error: AppError): void {
    this.ending ??= error
    this.task?.settle({ error })
  }

  private receive(message: unknown): void {
    const report = parseReport.safeParse(message)
    if (!report.success) this.kill(new AppError('parser_crashed', 'The parser process sent something unexpected', { cause: report.error }))
    else this.handle(report.data)
  }

  private handle(report: ParseReport): void {
    if ('residentBytes' in report) this.noteMemory(report.residentBytes)
    if (report.type === 'memory' || this.task === null || this.task.id !== report.id) return
    this.task.begunAt ??= Date.now()
    if (report.type === 'stage') this.task.onStage?.(report.stage)
    else if (report.type === 'pages') this.notePages(this.task, report)
    else if (report.type === 'result') this.task.settle({ parsed: report.parsed })
    else this.task.settle({ error: new AppError(isErrorCode(report.code) ? report.code : 'parser_crashed', report.message) })
  }

  private notePages({ deadline, onStage }: Task, { done, total }: { done: number; total: number }): void {
    deadline.notePages({ done, total })
    onStage?.('reading', { done, total })
  }

  private async watchMemory(): Promise<void> {
    const { pid } = this.process
    const residentBytes = pid === undefined ? null : await readResidentMemory(pid)
    if (residentBytes !== null) this.noteMemory(residentBytes)
  }

  private noteMemory(residentBytes: number): void {
    this.residentBytes = residentBytes
    if (residentBytes > this.limits.memoryBytes && this.task !== null)
      this.kill(new AppError('parse_memory_exceeded', 'The memory limit of the parser process was reached'))
  }
}

/** Node ends itself with SIGABRT (exit code 134 in a shell) when its heap is full. */
function exitError(code: number | null, signal: NodeJS.Signals | null): AppError {
  if (signal === 'SIGABRT' || code === 134) return new AppError('parse_memory_exceeded', 'The heap of the parser process was full')
  return new AppError('parser_crashed', `The parser process ended with ${signal ?? `code ${code}`}`)
}
