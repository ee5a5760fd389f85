import { GrowthWatch } from '@/lib/qdrant/tuning/growth-watch'
import { readSettings } from '@/lib/qdrant/tuning/tune-collection'
import type { SizeResult } from './bench-result'
import type { BenchRig } from './bench-rig'
import { PerturbedChunks } from './corpus/perturbed-chunks'
import { loadPoints, waitUntilGreen } from './load-points'
import { measureLatency, type StageLatencies } from './measure-latency'
import { measureRecall } from './measure-recall'
import { readServerFootprint } from './server-footprint'

const scope = { workspaceId: 'default' }
/** Exact search over a million vectors takes a good part of a second. */
const recallQuestions = 200

/** Lets one collection grow from size to size, tuned on the way as the app does, and measures it at each. */
export async function* measureSizes(rig: BenchRig, sizes: number[], options: { tunes: boolean; log: (line: string) => void }): AsyncGenerator<SizeResult> {
  const { tunes, log } = options
  const chunks = new PerturbedChunks(rig.corpus.chunks)
  const growth = new GrowthWatch(rig.client)
  const onWritten = (points: number) => (tunes ? growth.noteWritten(rig.collection, points) : Promise.resolve())
  let [loaded, loadSeconds, indexSeconds] = [0, 0, 0]
  for (const size of sizes) {
    const { client, collection } = rig
    loadSeconds += await secondsOf(() => loadPoints({ client, collection, scope, chunkAt: (position) => chunks.at(position), onWritten }, loaded, size))
    loaded = size
    log(`${size} chunks: written after ${Math.round(loadSeconds)} s`)
    indexSeconds += await secondsOf(() => waitUntilGreen(client, collection))
    log(`${size} chunks: indexed after ${Math.round(loadSeconds + indexSeconds)} s`)
    yield { chunks: size, loadSeconds, indexSeconds, ...(await measureSize(rig, log)) }
  }
}

async function measureSize(rig: BenchRig, log: (line: string) => void): Promise<Omit<SizeResult, 'chunks' | 'loadSeconds' | 'indexSeconds'>> {
  const { client, collection, index, embedder, corpus } = rig
  const latencies = await measureLatency({ index, embedder, scope, questions: corpus.questions })
  log(formatLatencies(latencies))
  const footprint = await readServerFootprint(rig.directory)
  const recall = await measureRecall(client, collection, { scope, embedder, questions: corpus.questions.english.slice(0, recallQuestions) })
  const info = await client.getCollection(collection)
  const { quantizes, mapsPostings } = readSettings(info)
  const settings = [quantizes ? 'int8, vectors on disk' : 'float32 in memory', mapsPostings ? 'postings on disk' : 'postings in memory'].join('; ')
  return { latencies, footprint, recall, segments: info.segments_count, settings }
}

function formatLatencies(latencies: StageLatencies): string {
  return Object.entries(latencies)
    .map(([stage, { p50, p95, p99 }]) => `  ${stage.padEnd(8)} ${[p50, p95, p99].map((value) => value.toFixed(1)).join(' / ')} ms`)
    .join('\n')
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return (performance.now() - started) / 1000
}
