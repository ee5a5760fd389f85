'use client'

import { Radar } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useApi } from '@/components/api/use-api'
import { Button } from '@/components/ui/button'
import type { FoundServer, LlmConnection } from '@/lib/domain/llm/llm-connection'
import { llmPreset } from '@/lib/domain/llm/llm-presets'

/** Servers that run on Docent's own machine and that no connection leads to yet. Shows nothing when there is none, and says so after a search. */
export function FoundServers({ connections, onUse }: { connections: LlmConnection[]; onUse: (server: FoundServer) => void }) {
  const t = useTranslations('connections')
  const { data, loading, reload } = useApi<{ found: FoundServer[] }>('/api/connections/discover')
  const known = new Set(connections.map(({ baseUrl }) => placeOf(baseUrl)))
  const found = (data?.found ?? []).filter(({ baseUrl }) => !known.has(placeOf(baseUrl)))
  return (
    <>
      {found.map((server) => (
        <div key={server.baseUrl} role="status" className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-[10px] bg-accent-soft px-4 py-3 text-sm">
          <Radar aria-hidden size={18} className="shrink-0 text-accent" />
          <p className="min-w-40 flex-1 wrap-anywhere">
            {t('found', { name: llmPreset(server.preset).name, count: server.models.length })}
            {server.models.length === 0 ? ` ${t('foundEmpty')}` : ''}
          </p>
          <Button size="sm" onClick={() => onUse(server)}>
            {t('use')}
          </Button>
        </div>
      ))}
      {data && found.length === 0 ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-text-muted">
          <p className="min-w-40 flex-1">{t('nothingFound')}</p>
          <Button size="sm" variant="ghost" loading={loading} onClick={reload}>
            {t('searchAgain')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** One server under either of this machine's names. */
function placeOf(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null
  return url === null ? baseUrl : `${url.hostname === 'localhost' ? '127.0.0.1' : url.hostname}:${url.port}`
}
