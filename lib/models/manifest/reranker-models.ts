import { AppError } from '@/lib/domain/app-error'
import { manyLanguages } from './many-languages'
import type { CrossEncoderEntry } from './model-entry'

/** Cross-encoders, those for more languages first: of several that are installed the first is used. Sources of the hashes as for the embedding models. */
export const rerankerManifest: readonly CrossEncoderEntry[] = [
  {
    id: 'onnx-community/bge-reranker-v2-m3-ONNX',
    slug: 'bge-reranker-v2-m3-q8',
    licence: 'Apache-2.0',
    maxTokens: 512,
    languages: manyLanguages,
    weights: 'q8',
    files: [
      { path: 'config.json', accepted: [{ bytes: 848, sha256: '122e922dcfed6503c8721e6fe1daf090340c3d95ca7f3aa3a72730b321a51cfd' }] },
      { path: 'tokenizer.json', accepted: [{ bytes: 17_082_900, sha256: '8bf8afbfd11306bd872018c53bfdf2e160a56f8edbcf49933324404791c148d3' }] },
      { path: 'tokenizer_config.json', accepted: [{ bytes: 1_203, sha256: 'b87c8703482b0300d3da30e201519aa641f6a450f5eb5bf1e624afbf70c74d80' }] },
      { path: 'onnx/model_quantized.onnx', accepted: [{ bytes: 570_727_094, sha256: '912fc1215c2dbff6499700534bd8d31253af01573861abbfc43afd1fab6cce5d' }] },
    ],
    sources: [{ kind: 'hub', repository: 'onnx-community/bge-reranker-v2-m3-ONNX', revision: '6f5ff65298512715a1e669753bc754d2bc8f367b' }],
  },
  {
    // For evaluation and research only, says its licence. No public pin of a commit was found.
    id: 'jinaai/jina-reranker-v2-base-multilingual',
    slug: 'jina-reranker-v2-int8',
    licence: 'CC-BY-NC-4.0',
    maxTokens: 1024,
    languages: manyLanguages,
    weights: 'int8',
    files: [
      { path: 'config.json', accepted: [], approximateBytes: 2_000 },
      { path: 'tokenizer.json', accepted: [], approximateBytes: 17_100_000 },
      { path: 'tokenizer_config.json', accepted: [], approximateBytes: 2_000 },
      { path: 'onnx/model_int8.onnx', accepted: [], approximateBytes: 280_000_000 },
    ],
    sources: [{ kind: 'hub', repository: 'jinaai/jina-reranker-v2-base-multilingual', revision: null }],
  },
  {
    id: 'Xenova/ms-marco-MiniLM-L-6-v2',
    slug: 'ms-marco-minilm-l6-q8',
    licence: 'Apache-2.0',
    maxTokens: 512,
    languages: ['en'],
    weights: 'q8',
    files: [
      { path: 'config.json', accepted: [{ bytes: 824, sha256: 'd827779a72d27ae68cf878a6fc2e954542663fe21ca515d9f4783fc96be2d37e' }] },
      { path: 'tokenizer.json', accepted: [{ bytes: 711_396, sha256: 'd241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66' }] },
      { path: 'tokenizer_config.json', accepted: [{ bytes: 1_242, sha256: '0b29c7bfc889e53b36d9dd3e686dd4300f6525110eaa98c76a5dafceb2029f53' }] },
      { path: 'onnx/model_quantized.onnx', accepted: [{ bytes: 23_143_499, sha256: 'e9d8ebf845c413e981c175bfe49a3bfa9b3dcce2a3ba54875ee5df5a58639fbe' }] },
    ],
    sources: [{ kind: 'hub', repository: 'Xenova/ms-marco-MiniLM-L-6-v2', revision: 'a09144355adeed5f58c8ed011d209bf8ee5a1fec' }],
  },
]

/** Errors: model_files_missing when the manifest has no such reranker. */
export function findReranker(id: string): CrossEncoderEntry {
  const entry = rerankerManifest.find((candidate) => candidate.id === id)
  if (entry) return entry
  const known = rerankerManifest.map((candidate) => candidate.id).join(', ')
  throw new AppError('model_files_missing', `There is no reranking model of that name. Known ones: ${known}.`)
}
