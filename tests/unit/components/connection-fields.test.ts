import { describe, expect, it } from 'vitest'
import { interfaceMessages } from '@/components/i18n/interface-messages'
import { bodyOf, fieldsOf, fieldsOfServer, findErrors, withPreset } from '@/components/settings/connections/connection-fields'
import { whatToDo } from '@/components/settings/connections/what-to-do'
import { llmPresetIds } from '@/lib/domain/llm/llm-connection'

describe('the form of a connection', () => {
  it('is filled in by a preset; a name of the person’s own stays', () => {
    const ollama = withPreset(fieldsOf(null), 'ollama')
    expect(ollama).toMatchObject({ preset: 'ollama', name: 'Ollama', baseUrl: 'http://127.0.0.1:11434/v1', model: '' })
    expect(withPreset({ ...ollama, name: 'Mine' }, 'gemini')).toMatchObject({ name: 'Mine', baseUrl: expect.stringContaining('googleapis') })
    expect(withPreset(ollama, 'other')).toMatchObject({ name: '', baseUrl: '' })
    expect(fieldsOfServer({ preset: 'vllm', baseUrl: 'http://127.0.0.1:8000/v1', models: ['a', 'b'] })).toMatchObject({ name: 'vLLM', model: 'a' })
  })

  it('finds what cannot be sent', () => {
    const fields = { ...withPreset(fieldsOf(null), 'azure'), model: 'gpt' }
    expect(findErrors(fields)).toEqual({ baseUrl: 'baseUrlPlaceholder' })
    expect(findErrors({ ...fields, baseUrl: 'localhost:11434' })).toEqual({ baseUrl: 'baseUrlInvalid' })
    const whole = { ...fields, baseUrl: 'https://mine.openai.azure.com/openai/v1' }
    expect(findErrors({ ...whole, model: ' ', contextTokens: '100' })).toEqual({ model: 'modelMissing', contextTokens: 'contextInvalid' })
    for (const contextTokens of ['', '32,768', '131 072']) expect(findErrors({ ...whole, contextTokens })).toEqual({})
  })

  it('asks for no address of a model that runs within Docent', () => {
    const fields = withPreset({ ...fieldsOf(null), baseUrl: '{resource}' }, 'this-machine')
    expect(findErrors(fields)).toEqual({ model: 'modelMissing' })
    expect(bodyOf({ ...fields, model: 'tiny' })).toMatchObject({ preset: 'this-machine', baseUrl: 'docent:this-machine', name: 'tiny' })
  })

  it('sends no empty key, so that a saved one stays, and the size only where it is given', () => {
    const fields = { ...withPreset(fieldsOf(null), 'openai'), model: ' gpt ' }
    expect(bodyOf(fields)).toEqual({ preset: 'openai', name: 'OpenAI', baseUrl: 'https://api.openai.com/v1', model: 'gpt', contextTokens: null })
    expect(bodyOf({ ...fields, name: ' ', apiKey: ' sk ', contextTokens: '32,768' })).toMatchObject({ name: 'gpt', apiKey: 'sk', contextTokens: 32_768 })
  })

  it('says for every kind of server what to do when it cannot be reached, refuses the key, or has no such model', () => {
    for (const preset of llmPresetIds) {
      for (const code of ['llm_unreachable', 'llm_unauthorized', 'llm_model_missing'] as const) {
        const advice = whatToDo(preset, code)
        expect(interfaceMessages.en.connections.help).toHaveProperty(String(advice))
        expect(interfaceMessages.ko.connections.help).toHaveProperty(String(advice))
      }
    }
    expect(whatToDo('ollama', 'llm_unreachable')).toBe('startOllama')
    expect(whatToDo('ollama', 'llm_timed_out')).toBe('firstAnswerSlow')
    expect(whatToDo('openai', 'llm_rate_limited')).toBeNull()
  })
})
