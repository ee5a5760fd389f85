import { Worker } from 'node:worker_threads'
import { AppError } from '@/lib/domain/app-error'
import type { LinkReader, PageLinks, SitemapEntries } from '@/lib/domain/ports/web-fetcher'
import type { LinkReply, LinkRequest } from './link-messages'

export interface ThreadLinkReaderOptions {
  /** The compiled `link-worker.mjs`. */
  workerPath: string
  /** For one page. Default 10 s: a page of 5 MB of ordinary HTML takes under one. */
  timeLimitMilliseconds?: number
  /** Default 512 MB. */
  memoryMegabytes?: number
}

const startMilliseconds = 60_000
/** A page longer than this is read only so far; links come early. */
const longestPage = 8 * 1024 * 1024

/**
 * Reads links in a thread of its own, one thing at a time: some pages take a tree builder hours (deeply nested, or full
 * of misnested tags), and here they would stop every other request. Over the limit the thread is ended and the page
 * counts as one without links. Rejected: a tokenizer in this thread (those that are kept are quadratic too, in attributes or unclosed tags).
 */
export class ThreadLinkReader implements LinkReader {
  private worker: Worker | null = null
  private last: Promise<unknown> = Promise.resolve()
  private isClosed = false

  constructor(private readonly options: ThreadLinkReaderOptions) {}

  async readPage(page: { url: string; bytes: Uint8Array; contentType: string | null }): Promise<PageLinks | null> {
    const reply = await this.ask({ kind: 'page', ...page, bytes: page.bytes.subarray(0, longestPage) })
    return reply?.kind === 'page' ? reply.links : null
  }

  async readSitemap(sitemap: { url: string; bytes: Uint8Array }): Promise<SitemapEntries | null> {
    const reply = await this.ask({ kind: 'sitemap', ...sitemap })
    return reply?.kind === 'sitemap' ? reply.entries : null
  }

  async close(): Promise<void> {
    this.isClosed = true
    await this.worker?.terminate()
  }

  private ask(request: LinkRequest): Promise<LinkReply | null> {
    const answer = this.last.then(() => this.run(request))
    this.last = answer.catch(() => {})
    return answer
  }

  private async run(request: LinkRequest): Promise<LinkReply | null> {
    if (this.isClosed) throw new AppError('cancelled', 'The link reader is closed')
    if (this.worker === null) {
      this.worker = this.start()
      // The clock of a page does not run while the thread starts, which takes seconds on a busy machine.
      const greeting = await this.nextReply(this.worker, startMilliseconds)
      if (greeting === null) return null
    }
    const reply = this.nextReply(this.worker, this.options.timeLimitMilliseconds ?? 10_000)
    this.worker.postMessage(request)
    return reply
  }

  /** Null when the thread ended, or was ended because it took too long. */
  private nextReply(worker: Worker, timeLimit: number): Promise<LinkReply | null> {
    return new Promise((resolve) => {
      const finish = (reply: LinkReply | null) => {
        clearTimeout(timer)
        worker.off('message', finish).off('exit', fail)
        resolve(reply)
      }
      const fail = () => finish(null)
      const timer = setTimeout(() => {
        this.worker = null
        void worker.terminate()
        fail()
      }, timeLimit)
      worker.once('message', finish).once('exit', fail)
    })
  }

  private start(): Worker {
    const memory = this.options.memoryMegabytes ?? 512
    // The worker is compiled on its own: bundlers must not follow the path.
    const worker = new Worker(/* turbopackIgnore: true */ this.options.workerPath, {
      name: 'links',
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: memory },
    })
    // A thread that ran out of memory says so here and then exits; the exit is what counts.
    worker.on('error', () => {})
    worker.once('exit', () => {
      if (this.worker === worker) this.worker = null
    })
    worker.unref()
    return worker
  }
}
