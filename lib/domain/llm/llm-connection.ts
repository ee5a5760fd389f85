/** The kinds of servers a person can choose from; `this-machine` is none: a model that runs within Docent. `other` is any that speaks the OpenAI API. */
export const llmPresetIds = [
  'openai',
  'ollama',
  'vllm',
  'lm-studio',
  'llama-cpp',
  'gemini',
  'azure',
  'bedrock',
  'hugging-face',
  'openrouter',
  'this-machine',
  'other',
] as const
export type LlmPresetId = (typeof llmPresetIds)[number]

/** What stands for the address of a model that runs within Docent: nothing is sent anywhere. */
export const thisMachineAddress = 'docent:this-machine'

/** What leaves the server about a language model that was set up: never its key. */
export interface LlmConnection {
  id: string
  name: string
  preset: LlmPresetId
  baseUrl: string
  model: string
  hasApiKey: boolean
  /** Tokens of question and answer together; null where nobody said. */
  contextTokens: number | null
  isDefault: boolean
  /** Set by the environment: it can be chosen, and not changed in the app. */
  isFixed: boolean
}

/** `apiKey`: a text replaces the saved one, null deletes it, missing leaves it as it is. */
export interface LlmConnectionInput {
  name: string
  preset: LlmPresetId
  baseUrl: string
  model: string
  apiKey?: string | null
  contextTokens: number | null
}

/** A server that answered on this machine, or the models installed for Docent itself. `models` may be empty: it runs, and has none. */
export interface FoundServer {
  preset: LlmPresetId
  baseUrl: string
  models: string[]
}
