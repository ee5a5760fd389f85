'use client'

import { Cpu, Radar } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import type { FoundServer, LlmConnection } from '@/lib/domain/llm/llm-connection'
import { llmPreset } from '@/lib/domain/llm/llm-presets'

interface FoundServersProps {
  connections: LlmConnection[]
  /** Null until it is known. */
  found: FoundServer[] | null
  isSearching: boolean
  onSearch: () => void
  onUse: (server: FoundServer) => void
}

/**
 * What runs on Docent's own machine and no connection leads to yet: servers, and the models installed for Docent itself. Says so when there
 * is none, and how to get a model where none is installed.
 */
export function FoundServers({ connections, found, isSearching, onSearch, onUse }: FoundServersProps) {
  const t = useTranslations('connections')
  const known = new Set(connections.map(({ baseUrl }) => placeOf(baseUrl)))
  const unused = (found ?? []).filter(({ baseUrl }) => !known.has(placeOf(baseUrl)))
  const hasOwnModels = (found ?? []).some(({ preset }) => preset === 'this-machine')
  return (
    <>
      {unused.map((server) => (
        <FoundOne key={server.baseUrl} server={server} onUse={() => onUse(server)} />
      ))}
      {found && unused.length === 0 ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-text-muted">
          <p className="min-w-40 flex-1">{t('nothingFound')}</p>
          <Button size="sm" variant="ghost" loading={isSearching} onClick={onSearch}>
            {t('searchAgain')}
          </Button>
        </div>
      ) : null}
      {found && !hasOwnModels ? (
        <div className="flex flex-col gap-1.5 text-sm text-text-muted">
          <p>{t('ownModelHow')}</p>
          <code className="w-fit max-w-full rounded-md bg-surface px-2 py-1 text-[0.8125rem] wrap-anywhere text-text">
            npm run models -- fetch {llmPreset('this-machine').exampleModel}
          </code>
        </div>
      ) : null}
    </>
  )
}

function FoundOne({ server, onUse }: { server: FoundServer; onUse: () => void }) {
  const t = useTranslations('connections')
  const { preset, models } = server
  const isOwn = preset === 'this-machine'
  const Icon = isOwn ? Cpu : Radar
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-[10px] bg-accent-soft px-4 py-3 text-sm">
      <Icon aria-hidden size={18} className="shrink-0 text-accent" />
      <p className="min-w-40 flex-1 wrap-anywhere">
        {isOwn ? t('foundOwn', { model: models[0] ?? '' }) : t('found', { name: llmPreset(preset).name, count: models.length })}
        {models.length === 0 ? ` ${t('foundEmpty')}` : ''}
      </p>
      <Button size="sm" onClick={onUse}>
        {t('use')}
      </Button>
    </div>
  )
}

/** One server under either of this machine's names. */
function placeOf(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null
  return url === null ? baseUrl : `${url.hostname === 'localhost' ? '127.0.0.1' : url.hostname}:${url.port}`
}
