import { AppError } from '@/lib/domain/app-error'
import type { DocumentParser, ParsedDocument, ParseRequest } from '@/lib/domain/ports/document-parser'
import { type ParseOptions, ParserChild, type ParserLimits } from './process/parser-child'

export interface ProcessDocumentParserOptions {
  /** The compiled `lib/workers/parse-worker`. */
  workerPath: string
  /** Processes at most, and so files read at the same time. */
  poolSize: number
  /** Wall time for one file without pages, and the longest pause between two pages. Default 120 s. */
  timeoutMilliseconds?: number
  /** More time for each page. Default 3 s, twice what recognising the text of a scanned page takes on one core. */
  pageMilliseconds?: number
  /** The most time for one file. Default one hour. */
  longestMilliseconds?: number
  /** Folders that a process may read besides its own code: those of the originals and of the models. Default: every file. */
  readableFolders?: string[] | null
  /** Resident memory at which a process is killed. Default 1 GiB. */
  memoryBytes?: number
  /** An idle process that holds more is replaced. Default 400 MiB: a PDF of 2,400 pages needs 280 at its peak, so more than that is not coming back. */
  recycleBytes?: number
  /** A process is replaced after so many files. Default 50. */
  filesPerProcess?: number
}

const defaults = {
  timeoutMilliseconds: 120_000,
  pageMilliseconds: 3_000,
  longestMilliseconds: 3_600_000,
  memoryBytes: 1024 ** 3,
  readableFolders: null,
  recycleBytes: 400 * 1024 ** 2,
  filesPerProcess: 50,
}

interface Waiting {
  start(child: ParserChild): void
  cancel(): void
}

/**
 * Reads files in processes of their own. In-process parsing was ruled out by measurement: one hostile PDF takes 7.4 GB in a minute.
 * Worker threads were rejected too: they share the address space, so neither native memory nor a crash stays inside.
 * Processes start on demand and are reused, since starting one and loading the readers takes longer than most files.
 */
export class ProcessDocumentParser implements DocumentParser {
  private readonly options: Required<ProcessDocumentParserOptions>
  private readonly limits: ParserLimits
  private readonly idle: ParserChild[] = []
  private readonly busy = new Set<ParserChild>()
  private readonly waiting: Waiting[] = []
  private isClosed = false

  constructor(options: ProcessDocumentParserOptions) {
    this.options = { ...defaults, ...options }
    const { timeoutMilliseconds, pageMilliseconds, longestMilliseconds, memoryBytes, readableFolders } = this.options
    const time = { baseMilliseconds: timeoutMilliseconds, pageMilliseconds, mostMilliseconds: Math.max(longestMilliseconds, timeoutMilliseconds) }
    this.limits = { time, memoryBytes, readableFolders }
  }

  async parse(request: ParseRequest, options: ParseOptions = {}): Promise<ParsedDocument> {
    const child = await this.acquire(options.signal)
    try {
      return await child.parse(request, options)
    } finally {
      this.release(child)
    }
  }

  async close(): Promise<void> {
    this.isClosed = true
    for (const waiting of this.waiting.splice(0)) waiting.cancel()
    for (const child of [...this.idle.splice(0), ...this.busy]) child.kill()
  }

  private acquire(signal: AbortSignal | undefined): Promise<ParserChild> {
    if (this.isClosed || signal?.aborted) throw new AppError('cancelled', 'Parsing was cancelled before it began')
    if (this.busy.size < this.options.poolSize) return Promise.resolve(this.takeChild())
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
    })
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
