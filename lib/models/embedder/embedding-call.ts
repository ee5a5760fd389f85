import type { AppError } from '@/lib/domain/app-error'
import type { EmbeddingGroup } from './embedding-queue'

/** One call's texts, cut into groups whose vectors come back in any order. Settles once: late answers are dropped. */
export class EmbeddingCall {
  readonly groups: EmbeddingGroup[]
  readonly vectors: Promise<Float32Array[]>
  private readonly results: Float32Array[][] = []
  private isSettled = false
  private doneGroups = 0
  private doneTexts = 0
  private resolve: (vectors: Float32Array[]) => void = () => undefined
  private reject: (error: AppError) => void = () => undefined

  constructor(
    texts: string[],
    textsPerGroup: number,
    private readonly onProgress: ((done: number) => void) | undefined,
  ) {
    this.vectors = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
    this.groups = []
    for (let start = 0; start < texts.length; start += textsPerGroup) this.addGroup(texts.slice(start, start + textsPerGroup))
  }

  fail(error: AppError): void {
    this.isSettled = true
    this.reject(error)
  }

  private addGroup(texts: string[]): void {
    const index = this.groups.length
    this.groups.push({ texts, attempts: 0, onDone: (vectors) => this.finishGroup(index, vectors), onFailed: (error) => this.fail(error) })
  }

  private finishGroup(index: number, vectors: Float32Array[]): void {
    if (this.isSettled) return
    this.results[index] = vectors
    this.doneGroups += 1
    this.doneTexts += vectors.length
    this.onProgress?.(this.doneTexts)
    if (this.doneGroups < this.groups.length) return
    this.isSettled = true
    this.resolve(this.results.flat())
  }
}
