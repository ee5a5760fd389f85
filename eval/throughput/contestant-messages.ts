/** What a contestant's thread is started with. */
export interface ContestantData {
  /** Absolute. */
  modelsDirectory: string
  modelId: string
  weights: 'q8' | 'int8' | 'fp32'
}

/** To the thread of the bare session: how long each input is, and where the next one nobody has taken is counted. */
export interface BareRequest {
  lengths: number[]
  /** One 32-bit counter in shared memory. */
  next: SharedArrayBuffer
}

/** To the thread of the library's pipeline. */
export interface LibraryRequest {
  texts: string[]
}

export type ContestantReply = 'ready' | 'done'
