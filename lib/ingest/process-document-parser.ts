import { AppError, toAppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { DocumentParser, ParsedDocument, ParseRequest } from '@/lib/domain/ports/document-parser'
import { type ParseOptions, ParserChild, type ParserLimits } from './process/parser-child'

export interface ProcessDocumentParserOptions {
  /** The compiled `lib/workers/parse-worker`. */
  workerPath: string
  /** Processes at most, and so files read at the same time. */
  poolSize: number
  /** How long a file may keep others waiting before another process is started for them. Default 1 s. */
  patienceMilliseconds?: number
  /** Wall time for one file without pages, and the longest pause between two pages. Default 120 s. */
  timeoutMilliseconds?: number
  /** More time for each page. Default 20 s: recognising the text of a dense page takes 3 s on a free core and 8 on a busy one. A page must still be done every `timeoutMilliseconds`. */
  pageMilliseconds?: number
  /** The most time for one file. Default one hour. */
  longestMilliseconds?: number
  /** Folders that a process may read besides its own code: those of the originals and of the models. Default: every file. */
  readableFolders?: string[] | null
  /** Resident memory at which a process is killed. Default 1 GiB. */
  memoryBytes?: number
  /** An idle process that holds more is replaced. Default 700 MiB: below it lie an engine that has recognised some pages, which takes longer to start than a page, and a PDF of 2,400 pages. */
  recycleBytes?: number
  /** A process is replaced after so many files. Default 50. */
  filesPerProcess?: number
}

const defaults = {
  patienceMilliseconds: 1_000,
  timeoutMilliseconds: 120_000,
  pageMilliseconds: 20_000,
  longestMilliseconds: 3_600_000,
  memoryBytes: 1024 ** 3,
  readableFolders: null,
  recycleBytes: 700 * 1024 ** 2,
  filesPerProcess: 50,
}

type Attempt = { parsed: ParsedDocument } | { error: AppError; wasFresh: boolean }

/** So many files wait for each process at most: one feeds four threads that embed. */
const mostWaitingEach = 4

const brokenLimits = new Set<ErrorCode>(['parse_memory_exceeded', 'parse_time_exceeded', 'parser_crashed'])

interface Waiting {
  start(child: ParserChild): void
  cancel(): void
}

/**
 * Reads files in processes of their own. In-process parsing was ruled out by measurement: one hostile PDF takes 7.4 GB in a minute.
 * Worker threads were rejected too: they share the address space, so neither native memory nor a crash stays inside.
 * Processes start on demand and are reused, since starting one and loading the readers takes longer than most files. For the same
 * reason another one is started only when files are kept waiting: a second one costs 4 s of processor time until its code is compiled,
 * and small files need it as little as a scan of a hundred pages makes it welcome.
 */
export class ProcessDocumentParser implements DocumentParser {
  private readonly options: Required<ProcessDocumentParserOptions>
  private readonly limits: ParserLimits
  private readonly idle: ParserChild[] = []
  private readonly busy = new Set<ParserChild>()
  private readonly waiting: Waiting[] = []
  private patience: NodeJS.Timeout | undefined
  private isClosed = false

  constructor(options: ProcessDocumentParserOptions) {
    this.options = { ...defaults, ...options }
    const { timeoutMilliseconds, pageMilliseconds, longestMilliseconds, memoryBytes, readableFolders } = this.options
    const time = { baseMilliseconds: timeoutMilliseconds, pageMilliseconds, mostMilliseconds: Math.max(longestMilliseconds, timeoutMilliseconds) }
    this.limits = { time, memoryBytes, readableFolders }
  }

  /**
   * A file that breaks a limit gets up to two more chances: in a fresh process, where the one that read it still held memory of
   * other files; and then without text recognition, since drawing a page is where pictures made to hurt do it: a page whose
   * picture cannot be drawn must not cost the file the text it has.
   */
  async parse(request: ParseRequest, options: ParseOptions = {}): Promise<ParsedDocument> {
    const first = await this.attempt(request, options)
    if ('parsed' in first) return first.parsed
    const heldOthers = first.error.code === 'parse_memory_exceeded' && !first.wasFresh
    const second = heldOthers ? await this.attempt(request, options) : first
    if ('parsed' in second) return second.parsed
    if (request.recognitionPath === undefined || request.format !== 'pdf' || !brokenLimits.has(second.error.code)) throw second.error
    const last = await this.attempt({ ...request, recognitionPath: undefined }, options)
    if ('error' in last) throw second.error
    const { document } = last.parsed
    const undrawn = document.layout.filter(({ runs }) => runs.length === 0).map(({ page }) => page)
    return { ...last.parsed, document: { ...document, unreadablePages: [...new Set([...document.unreadablePages, ...undrawn])].sort((a, b) => a - b) } }
  }

  private async attempt(request: ParseRequest, options: ParseOptions): Promise<Attempt> {
    const child = await this.acquire(options.signal)
    const wasFresh = child.finishedCount === 0
    try {
      return { parsed: await child.parse(request, options) }
    } catch (thrown) {
      return { error: toAppError(thrown, 'parser_crashed'), wasFresh }
    } finally {
      this.release(child)
    }
  }

  async close(): Promise<void> {
    this.isClosed = true
    clearTimeout(this.patience)
    for (const waiting of this.waiting.splice(0)) waiting.cancel()
    for (const child of [...this.idle.splice(0), ...this.busy]) child.kill()
  }

  private acquire(signal: AbortSignal | undefined): Promise<ParserChild> {
    if (this.isClosed || signal?.aborted) throw new AppError('cancelled', 'Parsing was cancelled before it began')
    return new Promise((resolve, reject) => {
      const cancel = () => {
        const index = this.waiting.indexOf(waiting)
        if (index !== -1) this.waiting.splice(index, 1)
        reject(new AppError('cancelled', 'Parsing was cancelled before it began'))
      }
      const start = (child: ParserChild) => {
        signal?.removeEventListener('abort', cancel)
        resolve(child)
      }
      const waiting: Waiting = { start, cancel }
      this.waiting.push(waiting)
      signal?.addEventListener('abort', cancel, { once: true })
      this.startWaiting()
    })
  }

  /** Also true where another one is worth its start. */
  private hasChildToSpare(): boolean {
    if (this.busy.size >= this.options.poolSize) return false
    if (this.idle.length > 0 || this.waiting.length >= mostWaitingEach * this.busy.size) return true
    return [...this.busy].every((child) => child.readingMilliseconds >= this.options.patienceMilliseconds)
  }

  /** Gives the first that waits a process, and looks again for as long as one more could be started. */
  private startWaiting(): void {
    clearTimeout(this.patience)
    if (this.isClosed) return
    if (this.hasChildToSpare()) this.waiting.shift()?.start(this.takeChild())
    if (this.waiting.length > 0 && this.busy.size < this.options.poolSize)
      this.patience = setTimeout(() => this.startWaiting(), this.options.patienceMilliseconds / 4)
  }

  private takeChild(): ParserChild {
    let child = this.idle.pop()
    while (child !== undefined && !child.isUsable) child = this.idle.pop()
    child ??= new ParserChild(this.options.workerPath, this.limits)
    this.busy.add(child)
    return child
  }

  private release(child: ParserChild): void {
    this.busy.delete(child)
    const isSpent = child.finishedCount >= this.options.filesPerProcess || child.residentBytes > this.options.recycleBytes
    if (isSpent || this.isClosed) child.kill()
    else if (child.isUsable) this.idle.push(child)
    if (!this.isClosed) this.waiting.shift()?.start(this.takeChild())
  }
}
