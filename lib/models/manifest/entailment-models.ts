import { AppError } from '@/lib/domain/app-error'
import { manyLanguages } from './many-languages'
import type { EntailmentEntry } from './model-entry'

/**
 * NLI cross-encoders, those for more languages first: of several that are installed the first is used. Revisions and hashes as pinned,
 * independently of each other, by several public projects; none could be run where this was written (docs/decisions/028). The two
 * multilingual ones were trained on XNLI, which has no Korean: what they know of it comes from their pretraining. The order of the
 * labels is that of `id2label` in each model's config.json.
 */
export const entailmentManifest: readonly EntailmentEntry[] = [
  {
    id: 'MoritzLaurer/mDeBERTa-v3-base-mnli-xnli',
    slug: 'mdeberta-v3-base-mnli-xnli-q8',
    licence: 'MIT',
    maxTokens: 512,
    languages: manyLanguages,
    labels: ['entailment', 'neutral', 'contradiction'],
    weights: 'q8',
    files: [
      { path: 'config.json', accepted: [], approximateBytes: 1_100 },
      { path: 'tokenizer.json', accepted: [], approximateBytes: 16_400_000 },
      { path: 'tokenizer_config.json', accepted: [], approximateBytes: 500 },
      { path: 'onnx/model_quantized.onnx', accepted: [{ bytes: 338_679_133, sha256: '27c39e884c14b03cf46cfc5485971b6db70ff330220d93dfe729c63fde43af0e' }] },
    ],
    sources: [{ kind: 'hub', repository: 'MoritzLaurer/mDeBERTa-v3-base-mnli-xnli', revision: '8adb042d524ecd5c26d3e3ba0e3fbcf7e2d0864c' }],
  },
  {
    id: 'onnx-community/multilingual-MiniLMv2-L6-mnli-xnli-ONNX',
    slug: 'multilingual-minilmv2-l6-mnli-xnli-int8',
    licence: 'MIT',
    maxTokens: 512,
    languages: manyLanguages,
    labels: ['entailment', 'neutral', 'contradiction'],
    weights: 'int8',
    files: [
      { path: 'config.json', accepted: [], approximateBytes: 1_000 },
      {
        path: 'tokenizer.json',
        accepted: [{ bytes: null, sha256: 'd0091a328b3441d754e481db5a390d7f3b8dabc6016869fd13ba350d23ddc4cd' }],
        approximateBytes: 17_100_000,
      },
      { path: 'tokenizer_config.json', accepted: [], approximateBytes: 1_300 },
      {
        path: 'onnx/model_int8.onnx',
        accepted: [{ bytes: null, sha256: '55614f3c7da74184742eaa0006b978744437aa91de9ba4913db42f94d7844a8f' }],
        approximateBytes: 107_300_000,
      },
    ],
    sources: [{ kind: 'hub', repository: 'onnx-community/multilingual-MiniLMv2-L6-mnli-xnli-ONNX', revision: 'ca5daf3d11b6c4b3143b1f4602a2edfb64c3ad7e' }],
  },
  {
    id: 'Xenova/nli-deberta-v3-xsmall',
    slug: 'nli-deberta-v3-xsmall-q8',
    licence: 'Apache-2.0',
    maxTokens: 512,
    languages: ['en'],
    labels: ['contradiction', 'entailment', 'neutral'],
    weights: 'q8',
    files: [
      { path: 'config.json', accepted: [{ bytes: 1_038, sha256: 'ec0bd14cc28640326474399cd61d38ccd52b64900228799d0f81debda8c4bc53' }] },
      { path: 'tokenizer.json', accepted: [{ bytes: 8_656_551, sha256: 'a86f883318afa11c8c10466f1bf4efaeb6ded28a52cbe57217a8fa0d0a2a87df' }] },
      { path: 'tokenizer_config.json', accepted: [{ bytes: 384, sha256: 'd8d3bb123b99317634d5ee3d1d2d8b2ddb01510a0654687fc2639a5347a7291f' }] },
      { path: 'onnx/model_quantized.onnx', accepted: [{ bytes: 87_246_587, sha256: '3fac2500c45c75af42c7711de0d1b93d59577456100208be0dc1f9e8811946b6' }] },
    ],
    sources: [{ kind: 'hub', repository: 'Xenova/nli-deberta-v3-xsmall', revision: '2a4f614a701367a02d51389039afc998faeda637' }],
  },
]

/** Errors: model_files_missing when the manifest has no such model. */
export function findEntailmentModel(id: string): EntailmentEntry {
  const entry = entailmentManifest.find((candidate) => candidate.id === id)
  if (entry) return entry
  const known = entailmentManifest.map((candidate) => candidate.id).join(', ')
  throw new AppError('model_files_missing', `There is no model for checking of that name. Known ones: ${known}.`)
}
