import { z } from 'zod'
import type { FoundServer, LlmPresetId } from '@/lib/domain/llm/llm-connection'
import { llmPresets } from '@/lib/domain/llm/llm-presets'
import { readModelNames } from './list-models'

const answerMilliseconds = 800
const largestAnswer = 1_000_000

export interface LocalPort {
  preset: LlmPresetId
  port: number
}

const usualPorts = llmPresets.flatMap(({ id, localPort }) => (localPort === null ? [] : [{ preset: id, port: localPort }]))

/**
 * The servers that answer on their usual ports of this machine, and on no other: nothing beyond loopback is asked, no key is
 * sent, and what is no list of models is left out. Never rejects.
 */
export async function findLocalServers(ports: readonly LocalPort[] = usualPorts): Promise<FoundServer[]> {
  const found = await Promise.all(ports.map((place) => ask(place).catch(() => null)))
  return found.filter((server) => server !== null)
}

async function ask({ preset, port }: LocalPort): Promise<FoundServer | null> {
  const baseUrl = `http://127.0.0.1:${port}/v1`
  const response = await fetch(`${baseUrl}/models`, { signal: AbortSignal.timeout(answerMilliseconds), redirect: 'error' })
  if (!response.ok || Number(response.headers.get('content-length') ?? 0) > largestAnswer) return null
  const answer: unknown = await response.json()
  const models = readModelNames(answer)
  return models && { preset: ownerOf(answer) ?? preset, baseUrl, models }
}

const owners: Record<string, LlmPresetId> = { vllm: 'vllm', llamacpp: 'llama-cpp', library: 'ollama', organization_owner: 'lm-studio' }
const owned = z.looseObject({ data: z.array(z.looseObject({ owned_by: z.string() })) })

/** Several servers like the same port; most of them sign their list. */
function ownerOf(answer: unknown): LlmPresetId | null {
  const signature = owned.safeParse(answer).data?.data[0]?.owned_by
  return (signature && owners[signature.toLowerCase()]) || null
}
