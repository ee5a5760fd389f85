import { availableParallelism } from 'node:os'

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
 * of what its cores could embed. Questions overtake passages (see `embedding-queue.ts`). One parser feeds four
 * workers; there are two at least, so that a scan of a hundred pages does not hold up the notes behind it.
 * There is one document in work for each worker, so that they need not stand still between documents of three chunks, and two beside
 * them to be read and written.
 * A parser that starts takes 1.5 s of processor time, and 3.6 s more than a warm one until its code is compiled (5.9 ms a chunk over its
 * first 150 web pages, 2.3 over the same ones after), so it is kept long. One that grows is replaced much sooner, by its memory.
 */
export function chooseWorkLimits(cores: number): WorkLimits {
  const embeddingWorkers = Math.max(1, cores)
  return { embeddingWorkers, parserProcesses: Math.max(2, Math.ceil(embeddingWorkers / 4)), filesPerParserProcess: 2000, documentsInWork: embeddingWorkers + 2 }
}

/** Those of this machine. */
export const workLimits = chooseWorkLimits(availableParallelism())
