// Language models that run on this machine: which are installed, and the one process that holds one of them. Answers are written one at
// a time, in the order of their questions: two at once would take twice the memory and each twice the time. The process starts with the
// first question, changes when another model is asked, and ends when nobody asked for some minutes, which gives its memory back.
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@/lib/domain/app-error'
import type { Generator } from '@/lib/domain/ports/generator'
import { verifyModelFiles } from '../files/verify-model-files'
import { TokenDeadline } from '../generator/token-deadline'
import { findGenerator, type GeneratorEntry, generatorManifest } from '../manifest/generator-models'
import { InstalledModels } from './installed-models'
import { ModelProcess, type Writing } from './model-process'
import { TransformersGenerator } from './transformers-generator'
import { TurnQueue } from './turn-queue'
import type { WriteRequest, WrittenPiece } from './write-messages'

/** All in milliseconds. */
export interface LocalModelLimits {
  /** From the turn of a question to its first token: the model is loaded and the prompt read, which takes a minute on a slow machine. */
  firstToken: number
  betweenTokens: number
  /** How long a model that nobody asks stays in memory. */
  idle: number
  /** How long an answer that was stopped may take to end; then its process does. */
  stopping: number
}

const defaultLimits: LocalModelLimits = { firstToken: 300_000, betweenTokens: 60_000, idle: 300_000, stopping: 5_000 }

export interface LocalModelSettings {
  /** Absolute. */
  modelsDirectory: string
  /** Absolute path of the compiled write-worker.mjs. */
  workerPath: string
  limits?: Partial<LocalModelLimits>
  manifest?: readonly GeneratorEntry[]
}

/** How far an answer has come. */
interface Progress {
  hasStarted: boolean
  opening: Promise<ModelProcess> | null
  writing: Writing | null
}

export class LocalModels {
  private readonly limits: LocalModelLimits
  private readonly manifest: readonly GeneratorEntry[]
  private readonly installed: InstalledModels
  private readonly turns = new TurnQueue()
  private process: ModelProcess | null = null
  private idling: NodeJS.Timeout | null = null
  private isClosed = false

  constructor(private readonly settings: LocalModelSettings) {
    this.limits = { ...defaultLimits, ...settings.limits }
    this.manifest = settings.manifest ?? generatorManifest
    this.installed = new InstalledModels(settings.modelsDirectory, this.manifest)
  }

  /** Ids of the models whose files are here and right, the better ones first. */
  list(): Promise<string[]> {
    return this.installed.list()
  }

  /** `contextTokens`: what it is given; never more than it was made for. Errors: llm_model_missing when the manifest has no such model. */
  open(id: string, contextTokens: number): Generator {
    const model = findGenerator(id, this.manifest)
    return new TransformersGenerator(this, model, Math.min(contextTokens, model.contextTokens))
  }

  /** Resolves when the model could be run. Errors: llm_model_missing. */
  async verify(id: string): Promise<void> {
    const model = findGenerator(id, this.manifest)
    if ((await this.installed.list()).includes(id)) return
    await verifyModelFiles(this.settings.modelsDirectory, model).catch((cause: Error) => {
      throw new AppError('llm_model_missing', cause.message, { cause })
    })
  }

  /** True while a model is in memory. */
  get isRunning(): boolean {
    return this.process?.isAlive ?? false
  }

  /** Errors: those of a generator. */
  async *write(model: GeneratorEntry, request: WriteRequest, signal?: AbortSignal): AsyncGenerator<WrittenPiece> {
    const release = await this.turns.take(signal)
    this.keepAwake()
    const deadline = new TokenDeadline(signal)
    const progress: Progress = { hasStarted: false, opening: null, writing: null }
    try {
      deadline.expectWithin(this.limits.firstToken)
      progress.opening = this.processFor(model)
      const process = await beforeAbort(progress.opening, deadline.requestController.signal)
      progress.writing = process.write(request)
      yield* this.follow(progress.writing, deadline, progress)
    } catch (error) {
      throw deadline.failure ?? (progress.hasStarted ? new AppError('llm_interrupted', 'the model failed after its first token', { cause: error }) : error)
    } finally {
      const isTooSlow = deadline.failure?.code === 'llm_timed_out'
      deadline.close()
      void this.settle(progress, isTooSlow).finally(() => {
        release()
        this.idleAfterwards()
      })
    }
  }

  /** Ends the process, and whatever is being written in it. */
  async close(): Promise<void> {
    this.isClosed = true
    this.keepAwake()
    await this.endProcess()
  }

  private async *follow(writing: Writing, deadline: TokenDeadline, progress: Progress): AsyncGenerator<WrittenPiece> {
    for (;;) {
      const piece = await beforeAbort(writing.next(), deadline.requestController.signal)
      deadline.rest()
      progress.hasStarted = true
      yield piece
      if (piece.type === 'end') return
      deadline.expectWithin(this.limits.betweenTokens)
    }
  }

  private async processFor(model: GeneratorEntry): Promise<ModelProcess> {
    if (this.isClosed) throw new AppError('cancelled', 'the app is going down')
    if (this.process?.modelId !== model.id || !this.process.isAlive) {
      await this.endProcess()
      await this.verify(model.id)
      if (this.isClosed) throw new AppError('cancelled', 'the app is going down')
      const { modelsDirectory, workerPath } = this.settings
      const { id, weights, hasExternalData, templateOptions } = model
      this.process = new ModelProcess(workerPath, { modelsDirectory, model: { id, weights, hasExternalData, templateOptions } })
    }
    const { process } = this
    await process.ready.catch(async (error: unknown) => {
      // A model that did not load would not load the next time either without a new process.
      await process.end()
      throw error
    })
    return process
  }

  /** The next one's turn comes when the process is through with this one. What is too slow, or does not hear a stop, is ended. */
  private async settle({ opening, writing }: Progress, isTooSlow: boolean): Promise<void> {
    if (isTooSlow) await this.endProcess()
    // Whoever left while the model was loaded leaves it to the next one, who must not load it beside.
    await opening?.catch(() => undefined)
    if (isTooSlow) await this.endProcess()
    if (writing === null) return
    writing.stop()
    const waiting = new AbortController()
    const patience = sleep(this.limits.stopping, 'too long', { signal: waiting.signal }).catch(() => null)
    if ((await Promise.race([writing.ended, patience])) === 'too long') await this.endProcess()
    waiting.abort()
  }

  private keepAwake(): void {
    if (this.idling) clearTimeout(this.idling)
    this.idling = null
  }

  private idleAfterwards(): void {
    if (this.turns.isBusy || this.isClosed) return
    this.keepAwake()
    this.idling = setTimeout(() => void this.endProcess(), this.limits.idle)
    this.idling.unref()
  }

  private async endProcess(): Promise<void> {
    const { process } = this
    this.process = null
    await process?.end()
  }
}

/** What `work` gives, unless `signal` fires before: the work itself goes on. */
async function beforeAbort<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let leave = () => {}
  const aborted = new Promise<never>((_resolve, reject) => {
    leave = () => reject(new AppError('cancelled', 'the request was stopped'))
    if (signal.aborted) leave()
    else signal.addEventListener('abort', leave, { once: true })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', leave)
    work.catch(() => undefined)
    aborted.catch(() => undefined)
  }
}
