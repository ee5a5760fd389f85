/** Servers people commonly have, with the address each listens on out of the box. `exampleModel` only stands in a hint. */
export const connectionPresets = [
  { name: 'openai', baseUrl: 'https://api.openai.com/v1', exampleModel: 'gpt-4.1-mini' },
  { name: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1', exampleModel: 'qwen3:8b' },
  { name: 'lmStudio', baseUrl: 'http://127.0.0.1:1234/v1', exampleModel: 'qwen/qwen3-8b' },
  { name: 'llamaCpp', baseUrl: 'http://127.0.0.1:8080/v1', exampleModel: 'qwen3-8b' },
  { name: 'vllm', baseUrl: 'http://127.0.0.1:8000/v1', exampleModel: 'Qwen/Qwen3-8B' },
] as const

/** A model name that fits the server at this address, for a hint. */
export function exampleModelFor(baseUrl: string): string {
  return connectionPresets.find((preset) => preset.baseUrl === baseUrl)?.exampleModel ?? 'qwen3:8b'
}
