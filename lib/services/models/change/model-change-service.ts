import { setTimeout as delay } from 'node:timers/promises'
import { AppError, toAppError } from '@/lib/domain/app-error'
import type { Passage } from '@/lib/domain/passage'
import type { ModelChangeStore } from '@/lib/domain/ports/stores/model-change-store'
import type { VectorCollections } from '@/lib/domain/ports/stores/vector-collections'
import type { ModelChange, ModelChangeAction, ModelChangeEstimate, ModelChangeState, ModelChangeStatus } from '@/lib/domain/retrieval/model-change'
import type { TestScores } from '@/lib/domain/retrieval/test-set'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { KeyedLocks } from '@/lib/jobs/keyed-locks'
import { ModelChangeRunner, type ModelChangeRunnerOptions } from '@/lib/jobs/model-change/model-change-runner'
import type { ActiveModel, OpenModel } from '../active-model'
import type { ModelCatalog } from '../model-catalog'
import type { ModelShelf } from '../model-shelf'
import { estimateChange } from './estimate-change'

export interface ModelChangeParts {
  active: ActiveModel
  catalog: ModelCatalog
  shelf: ModelShelf
  collections: VectorCollections
  changes: ModelChangeStore
  documents: ModelChangeRunnerOptions['documents']
  files: ModelChangeRunnerOptions['files']
  ingest: { isBusy: boolean; hold: () => Promise<() => void> }
  /** Retrieval as the chat does it, with this model in the place of the one that answers. */
  searchWith: (open: OpenModel, request: { query: string; topK: number }) => Promise<Passage[]>
  measureWith: (open: OpenModel, testSetId: string) => Promise<TestScores>
  /** Queues every ready document to be cut anew. */
  recutAll: () => Promise<void>
  onError: ModelChangeRunnerOptions['onError']
}

const shownHistory = 20
/** How long questions and documents that come in may hold up the filling before each batch: beside them it goes on slowly. */
const patienceMilliseconds = 1_000
const lookMilliseconds = 20

/**
 * Changing the model with no downtime, from a person's side: what it would take, each of the steps, and comparing the two.
 * `ModelChangeRunner` does the work in between. Errors of the steps: conflict when the change is not where the step begins.
 */
export class ModelChangeService {
  private readonly runner: ModelChangeRunner
  /** One step at a time. */
  private readonly steps = new KeyedLocks()
  private readonly stopping = new AbortController()

  constructor(
    private readonly parts: ModelChangeParts,
    private readonly scope: WorkspaceScope,
  ) {
    const { active, catalog, shelf, collections, changes, documents, files, onError } = parts
    this.runner = new ModelChangeRunner({
      scope,
      store: changes,
      changed: active.changed,
      documents,
      files,
      openMirror: (from, to) => collections.mirror(catalog.find(from), catalog.find(to)),
      embed: (modelId, texts, signal) => shelf.use(modelId, ({ embedder }) => embedder.embedPassages(texts, { signal })),
      waitForTurn: (signal) => this.waitForTurn(signal),
      onError,
    })
  }

  /** Goes on where the app was left, and removes collections that were let go and not yet gone. */
  async start(): Promise<void> {
    const open = await this.parts.changes.readOpen(this.scope)
    await this.removeLeftovers(open)
    if (open !== null) this.runner.start()
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    await this.runner.halt()
  }

  async describe(): Promise<ModelChangeState> {
    const { active, catalog, collections, changes } = this.parts
    const { model } = active.current
    const [models, history, longerChunks] = await Promise.all([
      catalog.list(model.id),
      changes.list(this.scope, shownHistory),
      collections.countLonger(model, this.scope, model),
    ])
    const change = history.find(isOpen) ?? null
    const chunksPerSecond = change === null ? null : this.runner.chunksPerSecond()
    const remainingSeconds = change && chunksPerSecond ? Math.ceil((change.total - change.done) / chunksPerSecond) : null
    return { models, change, chunksPerSecond, remainingSeconds, history: history.filter((past) => !isOpen(past)), longerChunks }
  }

  /** Opens the model for a short measurement. Errors: model_files_missing, embedding_endpoint_failed, conflict for the model that answers. */
  async estimate(modelId: string): Promise<ModelChangeEstimate> {
    const { active, catalog, shelf, collections } = this.parts
    this.refuseActive(modelId)
    const memoryBytes = catalog.memoryBytes(modelId)
    return shelf.use(modelId, async (candidate) => ({ ...(await estimateChange({ collections, active: active.current, candidate }, this.scope)), memoryBytes }))
  }

  /** Errors: model_change_open, conflict for the model that answers, model_files_missing, embedding_endpoint_failed. */
  begin(modelId: string): Promise<ModelChange> {
    return this.step(async () => {
      const { active, shelf, collections, changes } = this.parts
      this.refuseActive(modelId)
      if ((await changes.readOpen(this.scope)) !== null) throw new AppError('model_change_open', 'A change of the model is open')
      // Found out now and not when nobody looks: files that are missing, a service that refuses.
      await shelf.use(modelId, async ({ model, embedder }) => {
        await embedder.ready()
        await collections.create(model)
      })
      active.changed.start()
      this.runner.forget()
      const change = await changes.create(this.scope, { fromModelId: active.current.model.id, toModelId: modelId })
      this.runner.start()
      return change
    })
  }

  act(action: ModelChangeAction): Promise<ModelChange> {
    return this.step(async () => {
      const change = await this.readOpen()
      if (action === 'switch') return this.turn(change, { from: 'ready', to: 'switched', modelId: change.toModelId })
      if (action === 'rollback') return this.turn(change, { from: 'switched', to: 'ready', modelId: change.fromModelId })
      if (action === 'finish') return this.close(change, { from: ['switched'], to: 'finished', goes: change.fromModelId })
      if (action === 'cancel') return this.close(change, { from: ['filling', 'paused', 'ready'], to: 'cancelled', goes: change.toModelId })
      if (action === 'recut') return this.recut(change)
      const moved = await this.move(change, action === 'pause' ? { from: ['filling'], to: 'paused' } : { from: ['paused'], to: 'filling' })
      if (action === 'pause') await this.runner.halt()
      else this.runner.start()
      return moved
    })
  }

  /** The same question put to both. Errors: conflict when no change is open. */
  async compare(request: { query: string; topK: number }): Promise<{ from: Passage[]; to: Passage[] }> {
    return this.withBoth((open) => this.parts.searchWith(open, request))
  }

  async compareSet(testSetId: string): Promise<{ from: TestScores; to: TestScores }> {
    return this.withBoth((open) => this.parts.measureWith(open, testSetId))
  }

  private async withBoth<Result>(work: (open: OpenModel) => Promise<Result>): Promise<{ from: Result; to: Result }> {
    const change = await this.readOpen()
    if (change.status !== 'ready' && change.status !== 'switched') throw new AppError('conflict', 'The new collection is not filled yet')
    const from = await this.parts.shelf.use(change.fromModelId, work)
    return { from, to: await this.parts.shelf.use(change.toModelId, work) }
  }

  /**
   * Lets the other model answer. Documents in work go back to the queue and writes wait, for as long as it takes to copy what has changed
   * last; questions go on. First the alias, then the database in one step with the status, then this process: killed in between, the
   * next start sets the alias to what the database says, and the person presses again.
   */
  private async turn(change: ModelChange, step: { from: ModelChangeStatus; to: ModelChangeStatus; modelId: string }): Promise<ModelChange> {
    if (change.status !== step.from) throw new AppError('conflict', `A change that is ${change.status} cannot become ${step.to}`)
    return this.parts.shelf.use(step.modelId, async (next) => {
      await next.embedder.ready()
      await this.runner.halt()
      const release = await this.parts.ingest.hold()
      try {
        return await this.turnTo(change, next, step)
      } finally {
        release()
        this.runner.start()
      }
    })
  }

  private async turnTo(change: ModelChange, next: OpenModel, step: { from: ModelChangeStatus; to: ModelChangeStatus }): Promise<ModelChange> {
    const { active, shelf } = this.parts
    let moved = change
    // Most of the copying is done while people can still delete and rename.
    await this.runner.exclusively(change, this.stopping.signal, async () => undefined)
    await active.gate.whileClosed(() =>
      this.runner.exclusively(change, this.stopping.signal, async () => {
        moved = await this.swap(change, next, step)
        active.switchTo(next)
      }),
    )
    await shelf.keep(next.model.id)
    return moved
  }

  private async swap(change: ModelChange, next: OpenModel, step: { from: ModelChangeStatus; to: ModelChangeStatus }): Promise<ModelChange> {
    const { active, collections, onError } = this.parts
    const before = active.current.model
    await collections.activate(next.model)
    try {
      return await this.move(change, { from: [step.from], to: step.to })
    } catch (error) {
      await collections.activate(before).catch((thrown) => onError('setting the alias back', toAppError(thrown)))
      throw error
    }
  }

  /** What is not needed any more goes after the step is written down: a start finishes what a kill leaves of it. */
  private async close(change: ModelChange, step: { from: ModelChangeStatus[]; to: ModelChangeStatus; goes: string }): Promise<ModelChange> {
    const moved = await this.move(change, step)
    await this.runner.halt()
    this.parts.active.changed.stop()
    await this.removeCollection(step.goes)
    return moved
  }

  private async recut(change: ModelChange): Promise<ModelChange> {
    if (change.status !== 'switched') throw new AppError('conflict', 'Documents are cut anew for the model that answers')
    await this.parts.recutAll()
    return change
  }

  private async removeLeftovers(open: ModelChange | null): Promise<void> {
    const needed = new Set([this.parts.active.current.model.id, open?.fromModelId, open?.toModelId])
    const known = (await this.parts.changes.list(this.scope, shownHistory)).flatMap(({ fromModelId, toModelId }) => [fromModelId, toModelId])
    for (const modelId of new Set(known)) if (!needed.has(modelId)) await this.removeCollection(modelId)
  }

  private async removeCollection(modelId: string): Promise<void> {
    const { catalog, collections, onError } = this.parts
    try {
      await collections.delete(catalog.find(modelId))
    } catch (thrown) {
      // The next start tries again.
      onError('removing a collection', toAppError(thrown))
    }
  }

  private move(change: ModelChange, step: { from: ModelChangeStatus[]; to: ModelChangeStatus }): Promise<ModelChange> {
    return this.parts.changes.move(this.scope, change.id, { from: step.from, to: step.to })
  }

  private async readOpen(): Promise<ModelChange> {
    const change = await this.parts.changes.readOpen(this.scope)
    if (change === null) throw new AppError('conflict', 'No change of the model is open')
    return change
  }

  private refuseActive(modelId: string): void {
    if (modelId === this.parts.active.current.model.id) throw new AppError('conflict', 'This model answers already')
  }

  private step<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.steps.hold('step', work)
  }

  /** Questions and documents that come in go first, but not for ever. */
  private async waitForTurn(signal: AbortSignal): Promise<void> {
    const { active, ingest } = this.parts
    const deadline = Date.now() + patienceMilliseconds
    while ((active.questions > 0 || ingest.isBusy) && Date.now() < deadline) await delay(lookMilliseconds, undefined, { signal })
  }
}

function isOpen({ status }: ModelChange): boolean {
  return status !== 'finished' && status !== 'cancelled'
}
