import { describe, expect, it } from 'vitest'
import { llmPresetIds } from '@/lib/domain/llm/llm-connection'
import { llmPreset, llmPresets, presetOfAddress } from '@/lib/domain/llm/llm-presets'

describe('the presets', () => {
  it('are there for every kind of server, with an address, and a place to get a key where one is needed', () => {
    expect(llmPresets.map(({ id }) => id).sort()).toEqual([...llmPresetIds].sort())
    for (const preset of llmPresets.filter(({ id }) => id !== 'other' && id !== 'this-machine')) {
      expect(preset.baseUrl).toMatch(preset.localPort === null ? /^https:\/\// : new RegExp(`^http://127\\.0\\.0\\.1:${preset.localPort}/v1$`))
      expect(preset.needsKey).toBe(preset.keyUrl !== null)
    }
  })

  it.each([
    ['https://api.openai.com/v1', 'openai'],
    ['http://localhost:11434/v1', 'ollama'],
    ['http://127.0.0.1:8000/v1/', 'vllm'],
    ['https://generativelanguage.googleapis.com/v1beta/openai/', 'gemini'],
    ['https://mine.openai.azure.com/openai/v1', 'azure'],
    ['https://bedrock-runtime.eu-west-1.amazonaws.com/openai/v1', 'bedrock'],
    ['https://bedrock-mantle.us-east-1.api.aws/v1', 'bedrock'],
    ['https://openrouter.ai/api/v1', 'openrouter'],
    ['https://llm.example.com:11434/v1', 'other'],
    ['docent:this-machine', 'this-machine'],
    ['not an address', 'other'],
  ] as const)('%s is %s', (address, preset) => {
    expect(presetOfAddress(address)).toBe(preset)
    expect(llmPreset(preset).id).toBe(preset)
  })
})
