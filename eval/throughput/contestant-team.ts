import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { BareRequest, ContestantData, ContestantReply, LibraryRequest } from './contestant-messages'

/** Threads of one kind that work on one request together. */
export class ContestantTeam {
  private constructor(private readonly threads: Worker[]) {}

  /** `program` is the compiled worker, beside the evaluation itself. Resolves when every thread has loaded the model. */
  static async start(program: string, threadCount: number, data: ContestantData): Promise<ContestantTeam> {
    const path = join(import.meta.dirname, program)
    const threads = Array.from({ length: threadCount }, () => new Worker(path, { workerData: data }))
    const team = new ContestantTeam(threads)
    await team.hear('ready')
    return team
  }

  /** Milliseconds until the last thread is done. */
  async run(request: BareRequest | LibraryRequest): Promise<number> {
    const started = performance.now()
    const done = this.hear('done')
    for (const thread of this.threads) thread.postMessage(request)
    await done
    return performance.now() - started
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.terminate()))
  }

  private async hear(expected: ContestantReply): Promise<void> {
    await Promise.all(
      this.threads.map(
        (thread) =>
          new Promise<void>((resolve, reject) => {
            thread.once('error', reject)
            thread.once('message', (reply: ContestantReply) => {
              thread.off('error', reject)
              if (reply === expected) resolve()
              else reject(new Error(`a thread said ${reply}, not ${expected}`))
            })
          }),
      ),
    )
  }
}
