import { AppError } from '@/lib/domain/app-error'
import type { LanguageCode } from '@/lib/domain/language'
import { manyLanguages } from './many-languages'
import type { ModelFileSet } from './model-entry'

export interface GeneratorEntry extends ModelFileSet {
  /** What the model was made to read, prompt and answer together. How much it gets is the connection's business: every token costs memory. */
  contextTokens: number
  languages: LanguageCode[]
  /** For the model's own chat template. */
  templateOptions?: Record<string, boolean>
}

/** Language models small enough to run within Docent on a processor, the better one first. None is fetched unless a person asks for it. */
export const generatorManifest: readonly GeneratorEntry[] = [
  {
    // The commit is pinned by a dozen public projects, the hashes of these very files by one that ran them.
    id: 'onnx-community/Qwen3-0.6B-ONNX',
    slug: 'qwen3-0-6b-q8',
    licence: 'Apache-2.0',
    contextTokens: 32_768,
    languages: manyLanguages,
    // On a processor a minute of thinking comes before the first word, and the context that thinking takes is missing for passages.
    templateOptions: { enable_thinking: false },
    weights: 'q8',
    files: [
      { path: 'config.json', accepted: [{ bytes: 912, sha256: '8a04114ba59cc42b47d804d35d1d5c61d746ae4634f41f796768c6e302d39b9e' }] },
      { path: 'generation_config.json', accepted: [{ bytes: 219, sha256: '9e9e031ae8bca36eefcdcdd0b35d83c61baa01e31d68d5f5a961c9ca1a4b95bf' }] },
      { path: 'tokenizer.json', accepted: [{ bytes: 9_117_040, sha256: 'e7a95fce95bf5b0946d0ddb3f9d7caa030b7e850bbe92b0edb26bcf563e9f3d5' }] },
      { path: 'tokenizer_config.json', accepted: [{ bytes: 9_705, sha256: 'b0a8115cf05a7002cbe2575058c0139c1dee3f06f221c05717c3444947d78b9f' }] },
      { path: 'onnx/model_quantized.onnx', accepted: [{ bytes: 617_687_575, sha256: 'ccf8734e59fdf7475b2dc0c117005e267a3a08342c1d951e0a79f0bce57bf62a' }] },
    ],
    sources: [{ kind: 'hub', repository: 'onnx-community/Qwen3-0.6B-ONNX', revision: 'da1453100cf3ff33ef56d17983fc7a8648706db6' }],
  },
  {
    // The commit is pinned by many, its ONNX files by none that were found: the hub's word on them is recorded at the first fetch.
    id: 'HuggingFaceTB/SmolLM2-360M-Instruct',
    slug: 'smollm2-360m-instruct-q8',
    licence: 'Apache-2.0',
    contextTokens: 8_192,
    languages: ['en'],
    weights: 'q8',
    files: [
      { path: 'config.json', accepted: [], approximateBytes: 1_000 },
      { path: 'generation_config.json', accepted: [], approximateBytes: 200 },
      { path: 'tokenizer.json', accepted: [], approximateBytes: 2_110_000 },
      { path: 'tokenizer_config.json', accepted: [], approximateBytes: 4_000 },
      { path: 'onnx/model_quantized.onnx', accepted: [], approximateBytes: 365_000_000 },
    ],
    sources: [{ kind: 'hub', repository: 'HuggingFaceTB/SmolLM2-360M-Instruct', revision: 'a10cc1512eabd3dde888204e902eca88bddb4951' }],
  },
]

/** Errors: llm_model_missing when the manifest has no such model. */
export function findGenerator(id: string, manifest: readonly GeneratorEntry[] = generatorManifest): GeneratorEntry {
  const entry = manifest.find((candidate) => candidate.id === id)
  if (entry) return entry
  throw new AppError('llm_model_missing', `There is no language model of that name. Known ones: ${manifest.map((candidate) => candidate.id).join(', ')}.`)
}
