import { type LlmPresetId, thisMachineAddress } from './llm-connection'

/** What is known of a kind of server before it is asked. */
export interface LlmPreset {
  id: LlmPresetId
  /** As its maker writes it; `this-machine` and `other` are named by the interface. */
  name: string
  /** What fills in the address. A part in braces is for the person to replace. Null for `other`. */
  baseUrl: string | null
  needsKey: boolean
  /** Where a key is made. */
  keyUrl: string | null
  /** Only stands in a hint. */
  exampleModel: string
  /** Where it listens out of the box on the machine it runs on; null for services. */
  localPort: number | null
  /**
   * What fits into prompt and answer where neither a person nor the server says more. Services of today take 128,000 and
   * their oldest models still served 16,385; a server at home often runs with far less than its model could, because it
   * costs memory: Ollama with 4,096 on small graphics cards, and it cuts what does not fit without a word.
   */
  carefulContextTokens: number
}

const service = { needsKey: true, localPort: null, carefulContextTokens: 16_384 }
const atHome = { needsKey: false, keyUrl: null, carefulContextTokens: 8_192 }

export const llmPresets: readonly LlmPreset[] = [
  {
    id: 'openai',
    name: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    keyUrl: 'https://platform.openai.com/api-keys',
    exampleModel: 'gpt-4.1-mini',
    ...service,
  },
  {
    id: 'ollama',
    name: 'Ollama',
    baseUrl: 'http://127.0.0.1:11434/v1',
    exampleModel: 'qwen3:8b',
    localPort: 11_434,
    ...atHome,
    carefulContextTokens: 4_096,
  },
  { id: 'vllm', name: 'vLLM', baseUrl: 'http://127.0.0.1:8000/v1', exampleModel: 'Qwen/Qwen3-8B', localPort: 8_000, ...atHome },
  {
    id: 'lm-studio',
    name: 'LM Studio',
    baseUrl: 'http://127.0.0.1:1234/v1',
    exampleModel: 'qwen/qwen3-8b',
    localPort: 1_234,
    ...atHome,
    carefulContextTokens: 4_096,
  },
  {
    id: 'llama-cpp',
    name: 'llama.cpp',
    baseUrl: 'http://127.0.0.1:8080/v1',
    exampleModel: 'qwen3-8b',
    localPort: 8_080,
    ...atHome,
    carefulContextTokens: 4_096,
  },
  {
    id: 'gemini',
    name: 'Gemini',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta/openai',
    keyUrl: 'https://aistudio.google.com/apikey',
    exampleModel: 'gemini-2.5-flash',
    ...service,
  },
  {
    id: 'azure',
    name: 'Azure OpenAI',
    baseUrl: 'https://{resource}.openai.azure.com/openai/v1',
    keyUrl: 'https://ai.azure.com/',
    exampleModel: 'gpt-4.1-mini',
    ...service,
  },
  {
    id: 'bedrock',
    name: 'Amazon Bedrock',
    baseUrl: 'https://bedrock-runtime.{region}.amazonaws.com/openai/v1',
    keyUrl: 'https://console.aws.amazon.com/bedrock/home#/api-keys',
    exampleModel: 'openai.gpt-oss-20b-1:0',
    ...service,
  },
  {
    id: 'hugging-face',
    name: 'Hugging Face',
    baseUrl: 'https://router.huggingface.co/v1',
    keyUrl: 'https://huggingface.co/settings/tokens',
    exampleModel: 'openai/gpt-oss-20b',
    ...service,
  },
  {
    id: 'openrouter',
    name: 'OpenRouter',
    baseUrl: 'https://openrouter.ai/api/v1',
    keyUrl: 'https://openrouter.ai/settings/keys',
    exampleModel: 'qwen/qwen3-8b',
    ...service,
  },
  {
    id: 'this-machine',
    name: '',
    baseUrl: thisMachineAddress,
    exampleModel: 'onnx-community/Qwen3-0.6B-ONNX',
    localPort: null,
    ...atHome,
    // Every token of it takes .23 MB of memory with Qwen3-0.6B: 28 layers, 8 heads of 128 numbers, keys and values.
    carefulContextTokens: 4_096,
  },
  { id: 'other', name: '', baseUrl: null, exampleModel: 'qwen3-8b', localPort: null, ...atHome },
]

export function llmPreset(id: LlmPresetId): LlmPreset {
  const preset = llmPresets.find((candidate) => candidate.id === id)
  if (preset === undefined) throw new TypeError(`No preset ${id}`)
  return preset
}

/** The kind of server that usually lies at an address: for connections that were made before there were presets. */
export function presetOfAddress(baseUrl: string): LlmPresetId {
  if (baseUrl === thisMachineAddress) return 'this-machine'
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null
  if (url === null) return 'other'
  const host = url.hostname
  if (/\.(?:openai\.azure|cognitiveservices\.azure|services\.ai\.azure)\.com$/.test(host)) return 'azure'
  if (/^bedrock[\w-]*\..*\.(?:amazonaws\.com|api\.aws)$/.test(host)) return 'bedrock'
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(host)
  const known = llmPresets.find(
    (preset) =>
      preset.baseUrl !== null &&
      preset.id !== 'this-machine' &&
      !preset.baseUrl.includes('{') &&
      (isLocal ? preset.localPort === Number(url.port) : new URL(preset.baseUrl).hostname === host),
  )
  return known?.id ?? 'other'
}
