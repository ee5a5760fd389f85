'use client'

import type { LlmConnection } from '@/lib/domain/llm/llm-connection'
import { useApi } from '../../api/use-api'

/** The language models that are set up; null until they are known. */
export function useConnections(): LlmConnection[] | null {
  return useApi<{ connections: LlmConnection[] }>('/api/connections').data?.connections ?? null
}

/** The one that is used; null where what was chosen is gone: nothing is sent to another server than the one a person chose. */
export function effectiveConnection(connections: LlmConnection[], chosen: string | null): LlmConnection | null {
  if (chosen !== null) return connections.find(({ id }) => id === chosen) ?? null
  return connections.find(({ isDefault }) => isDefault) ?? connections[0] ?? null
}
