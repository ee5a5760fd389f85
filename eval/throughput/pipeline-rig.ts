import { createReadStream } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Settings } from '@/lib/config/settings'
import { toAppError } from '@/lib/domain/app-error'
import { createServices, type Services } from '@/lib/services/create-services'
import { openAdapters } from '@/lib/services/open-adapters'
import { RecordingEmbedder } from './recording-embedder'
import type { CorpusFile } from './unpack-archives'

export interface IngestTurn {
  milliseconds: number
  /** What was embedded, in the order in which it was. */
  passages: string[]
}

const pollMilliseconds = 200
const maxFileBytes = 100 * 1024 * 1024

/** The whole app without its pages: the services and settings of a start, on a data directory of its own. */
export class PipelineRig {
  /** Files that were refused at once, by error code. */
  readonly refused = new Map<string, number>()

  private constructor(
    private readonly services: Services,
    private readonly embedder: RecordingEmbedder,
  ) {}

  static async start(settings: Settings): Promise<PipelineRig> {
    const adapters = await openAdapters(settings, () => undefined)
    const { active } = adapters.models
    const embedder = new RecordingEmbedder(active.current.embedder)
    active.switchTo({ ...active.current, embedder })
    return new PipelineRig(await createServices(settings, adapters, 'evaluation'), embedder)
  }

  /** Takes the files in, one after the other as an upload does, and resolves when nothing waits or is worked on. */
  async ingest(files: CorpusFile[]): Promise<IngestTurn> {
    const started = performance.now()
    for (const file of files) await this.add(file)
    await this.settle()
    return { milliseconds: performance.now() - started, passages: this.embedder.takePassages() }
  }

  async readStatus() {
    return this.services.readStatus()
  }

  async failures(): Promise<Array<{ source: string; code: string }>> {
    const { documents } = await this.services.documents.list(this.services.scope, { status: 'failed', limit: 500 })
    return documents.map(({ source, errorCode }) => ({ source, code: errorCode ?? 'none' }))
  }

  close(): Promise<void> {
    return this.services.stop()
  }

  private async add({ path, source }: CorpusFile): Promise<void> {
    try {
      await this.services.addDocument({ source, origin: 'upload', content: createReadStream(path), maxBytes: maxFileBytes })
    } catch (thrown) {
      const { code } = toAppError(thrown)
      this.refused.set(code, (this.refused.get(code) ?? 0) + 1)
    }
  }

  private async settle(): Promise<void> {
    for (;;) {
      const counts = await this.services.documents.counts(this.services.scope)
      if (counts.queued + counts.processing === 0) return
      await sleep(pollMilliseconds)
    }
  }
}
