/** How much is done at once. */
export interface WorkLimits {
  /** Threads that embed, one core each. */
  embeddingWorkers: number
  /** Files read at the same time, each in a process of its own. */
  parserProcesses: number
  /** A parser process is replaced after so many files, whatever memory it holds. */
  filesPerParserProcess: number
  /** Documents between the queue and `ready`: what is held in memory is bounded by this. */
  documentsInWork: number
}

/**
 * Measured on an ingest of web pages: of its processor time two thirds go to embedding, a sixth to reading and cutting, a sixth to the
 * server, a fortieth to Qdrant. So every core gets a thread that embeds: with one fewer, a machine with two cores cannot get over half
 * of what its cores could embed. Questions overtake passages (see `embedding-queue.ts`). One parser feeds four workers.
 * There is one document in work for each worker, so that they need not stand still between documents of three chunks, and two beside
 * them to be read and written.
 * A parser that starts takes 1.5 s of processor time, as long as some forty pages take to be read, so 50 files were too few to replace
 * it after. One that grows is replaced much sooner, by its memory.
 */
export function chooseWorkLimits(cores: number): WorkLimits {
  const embeddingWorkers = Math.max(1, cores)
  return { embeddingWorkers, parserProcesses: Math.ceil(embeddingWorkers / 4), filesPerParserProcess: 500, documentsInWork: embeddingWorkers + 2 }
}
