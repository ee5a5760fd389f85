import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MeaningComparison } from '@/lib/answer/evidence/evidence-margin'
import type { Settings } from '@/lib/config/settings'
import type { IndexedChunk } from '@/lib/domain/chunk'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import type { Passage } from '@/lib/domain/passage'
import type { TokenCounter } from '@/lib/domain/ports/token-counter'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { chunkDocument } from '@/lib/ingest/chunk-document'
import { readers } from '@/lib/ingest/formats/readers'
import { modelFolder } from '@/lib/models/files/model-folder'
import { verifyModelFiles } from '@/lib/models/files/verify-model-files'
import { loadTokenCounter } from '@/lib/models/huggingface-token-counter'
import { defaultModelId, findModel, type ModelManifestEntry } from '@/lib/models/model-manifest'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { type ManagedServer, startManagedServer } from '@/lib/qdrant/managed-server'
import { QdrantVectorIndex } from '@/lib/qdrant/qdrant-vector-index'
import { compareWithQuery } from '@/lib/search/compare-with-query'
import { encodePassageTerms } from '@/lib/search/encode-lexical'
import { measureSimilarity } from '@/lib/search/measure-similarity'
import { type SearchPassagesDependencies, searchPassages } from '@/lib/search/search-passages'
import { CachedEmbedder } from './cached-embedder'
import type { EvaluationDocument } from './data-set'

/** A corpus in an index of its own: the lexical side's idf is counted over the whole collection. */
export interface EvaluatedCorpus {
  chunkCount: number
  /** `documentIds` narrows it to those documents. */
  search(query: string, topK: number, documentIds?: string[]): Promise<Passage[]>
  /** Cosine of the nearest chunk; null where the embedder does not serve the query's language. */
  similarity(query: string, documentIds?: string[]): Promise<number | null>
  /** How near texts come to a question, by the same vectors. */
  meaning: MeaningComparison
  /** Any search of the app, with what it needs. */
  searchAs<Found>(search: (dependencies: SearchPassagesDependencies, scope: WorkspaceScope) => Promise<Found>): Promise<Found>
}

const scope = { workspaceId: 'evaluation' }
const collectionId = 'evaluation'
const documentsPerBatch = 64
/** A broken run loses at most the vectors of so many. A multiple of the batch. */
const documentsPerSave = 1_024

/** The app's own parts, on a Qdrant of its own in a temporary folder. `close` stops and removes it all but the vector cache. */
export class EvaluationRig {
  private constructor(
    readonly model: ModelManifestEntry,
    private readonly embedder: CachedEmbedder,
    private readonly server: ManagedServer,
    private readonly directory: string,
    private readonly tokens: TokenCounter,
    private readonly tokenizerPath: string,
  ) {}

  static async start(settings: Settings, cacheFolder: string): Promise<EvaluationRig> {
    const model = findModel(settings.embeddingModelId ?? defaultModelId)
    const tokenizerPath = modelFolder(settings.modelsDirectory, model)
    await verifyModelFiles(settings.modelsDirectory, model)
    const tokens = await loadTokenCounter(tokenizerPath)
    const directory = await mkdtemp(join(tmpdir(), 'docent-evaluation-'))
    await mkdir(cacheFolder, { recursive: true })
    const { binaryPath } = settings.qdrant
    const server = await startManagedServer({
      dataDirectory: directory,
      binaryPath: binaryPath ?? undefined,
      searchPath: settings.searchPath,
      onLog: () => undefined,
    })
    const workerPath = join(settings.workersDirectory, 'embed-worker.mjs')
    const inner = new TransformersEmbedder({ model, modelsDirectory: settings.modelsDirectory, workerPath, workerCount: availableParallelism() })
    const embedder = await CachedEmbedder.open(inner, join(cacheFolder, `${model.slug}.vectors`))
    return new EvaluationRig(model, embedder, server, directory, tokens, tokenizerPath)
  }

  /** Reads every document, PDFs as such and the rest as Markdown with the title as heading, cuts, embeds and writes it as the ingest does. */
  async load(name: string, documents: EvaluationDocument[], report: (done: number) => void): Promise<EvaluatedCorpus> {
    const index = new QdrantVectorIndex({
      connection: this.server,
      model: this.model,
      serverKind: 'managed',
      alias: `evaluation-${name}`,
      collectionPrefix: `evaluation-${name}`,
    })
    await index.prepare()
    let chunkCount = 0
    for (let start = 0; start < documents.length; start += documentsPerBatch) {
      const batch = await Promise.all(
        documents.slice(start, start + documentsPerBatch).map(async (document) => ({ document, chunks: await this.prepare(document) })),
      )
      for (const { document, chunks } of batch)
        await index.upsert(scope, { documentId: document.id, version: 1, collectionId, source: sourceOf(document), isLive: true }, chunks)
      chunkCount += batch.reduce((sum, { chunks }) => sum + chunks.length, 0)
      report(Math.min(documents.length, start + documentsPerBatch))
      if (start % documentsPerSave === 0) await this.embedder.save()
    }
    await this.embedder.save()
    const dependencies = { index, embedder: this.embedder }
    return {
      chunkCount,
      search: (query, topK, documentIds = []) => searchPassages(dependencies, scope, { query, topK, filter: { documentIds } }),
      meaning: { modelId: this.model.id, compare: (query, texts) => compareWithQuery(this.embedder, { query, texts }) },
      searchAs: (search) => search(dependencies, scope),
      similarity: (query, documentIds = []) => measureSimilarity(dependencies, scope, { query, filter: { documentIds } }),
    }
  }

  async close(): Promise<void> {
    await this.embedder.close()
    await this.server.stop()
    await rm(this.directory, { recursive: true, force: true })
  }

  private async prepare(document: EvaluationDocument): Promise<IndexedChunk[]> {
    const normalized = await normalize(document)
    const settings = { maxTokens: this.model.maxTokens, tokenizerPath: this.tokenizerPath, servedLanguages: this.model.languages }
    const { chunks } = chunkDocument({ document: normalized, source: sourceOf(document), settings, tokens: this.tokens })
    const vectors = await this.embedder.embedPassages(chunks.map((chunk) => chunk.embeddingText))
    return chunks.map((chunk, position) => {
      const dense = vectors[position]
      if (dense === undefined) throw new Error('a chunk came back without its vector')
      return { chunk, dense, lexical: encodePassageTerms(chunk.text, { source: sourceOf(document), title: normalized.title, headingPath: chunk.headingPath }) }
    })
  }
}

async function normalize({ title, text, pdfPath }: EvaluationDocument): Promise<NormalizedDocument> {
  if (pdfPath !== undefined) return readers.pdf(await readFile(pdfPath), {})
  const heading = title === '' ? '' : `# ${title}\n\n`
  return readers.markdown(new TextEncoder().encode(heading + text), {})
}

function sourceOf({ id, pdfPath }: EvaluationDocument): string {
  return pdfPath === undefined ? `${id}.md` : id
}
