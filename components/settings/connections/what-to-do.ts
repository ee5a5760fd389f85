import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { LlmPresetId } from '@/lib/domain/llm/llm-connection'
import { llmPreset } from '@/lib/domain/llm/llm-presets'

const startAdvice = {
  'this-machine': 'fetchModel',
  ollama: 'startOllama',
  vllm: 'startVllm',
  'lm-studio': 'startLmStudio',
  'llama-cpp': 'startLlamaCpp',
} as const
const addressAdvice = { azure: 'azureAddress', bedrock: 'bedrockAddress' } as const
const modelAdvice = {
  'this-machine': 'fetchModel',
  ollama: 'pullOllama',
  vllm: 'serveVllm',
  'lm-studio': 'loadLmStudio',
  'llama-cpp': 'loadLlamaCpp',
  azure: 'azureDeployment',
  bedrock: 'bedrockModel',
} as const

type Advice =
  | (typeof startAdvice)[keyof typeof startAdvice]
  | (typeof addressAdvice)[keyof typeof addressAdvice]
  | (typeof modelAdvice)[keyof typeof modelAdvice]
  | 'checkAddress'
  | 'checkKey'
  | 'keyWanted'
  | 'chooseModel'
  | 'firstAnswerSlow'

function pick<Table extends object>(table: Table, preset: LlmPresetId): Table[keyof Table] | undefined {
  return Object.hasOwn(table, preset) ? table[preset as unknown as keyof Table] : undefined
}

/** Which of the interface's advices fits a failure with this kind of server; null where the failure's own words say it. */
export function whatToDo(preset: LlmPresetId, code: ErrorCode | 'network_failure'): Advice | null {
  if (code === 'llm_unreachable') return pick(startAdvice, preset) ?? pick(addressAdvice, preset) ?? 'checkAddress'
  if (code === 'llm_unauthorized') return llmPreset(preset).needsKey ? 'checkKey' : 'keyWanted'
  if (code === 'llm_model_missing') return pick(modelAdvice, preset) ?? 'chooseModel'
  if (code === 'llm_timed_out') return llmPreset(preset).localPort === null ? null : 'firstAnswerSlow'
  return null
}
