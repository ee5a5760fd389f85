'use client'

import { Ban, ChevronDown, Globe, RefreshCw, Trash2 } from 'lucide-react'
import { useFormatter, useNow, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ApiFailure } from '@/components/api/api-failure'
import { callApi } from '@/components/api/call-api'
import { Badge } from '@/components/ui/badge'
import { IconButton } from '@/components/ui/icon-button'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { SiteRecord, SiteStatus } from '@/lib/domain/site'
import { SiteFailures } from './site-failures'
import { siteName } from './site-name'
import { useErrorText } from './use-error-text'

interface SiteRowProps {
  site: SiteRecord
  onChanged: () => void
  onFailed: (message: string) => void
  onDelete: () => void
}

const tones: Record<SiteStatus, 'neutral' | 'accent' | 'success' | 'danger'> = {
  waiting: 'neutral',
  running: 'accent',
  done: 'success',
  failed: 'danger',
  cancelled: 'neutral',
}

export function SiteRow({ site, onChanged, onFailed, onDelete }: SiteRowProps) {
  const t = useTranslations('sites')
  const errorText = useErrorText()
  const [isOpen, setOpen] = useState(false)
  const name = siteName(site.url)
  const isWorking = site.status === 'running' || site.status === 'waiting'

  async function call(action: 'crawl' | 'cancel'): Promise<void> {
    try {
      await callApi(`/api/sites/${encodeURIComponent(site.id)}/${action}`, { method: 'POST' })
      onChanged()
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      onFailed(error.message)
      onChanged()
    }
  }

  return (
    <li className="px-3 py-2.5">
      <div className="flex items-center gap-3">
        <Globe aria-hidden size={18} className="hidden shrink-0 text-text-muted sm:block" />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span dir="auto" className="min-w-0 text-sm font-medium break-all">
              {name}
            </span>
            <Badge tone={tones[site.status]}>{t(`status.${site.status}`)}</Badge>
          </p>
          <SiteFacts site={site} />
          {site.errorCode ? <p className="mt-0.5 text-sm text-danger">{errorText(site.errorCode)}</p> : null}
        </div>
        {site.progress.failed > 0 ? (
          <IconButton label={isOpen ? t('list.hideDetails') : t('list.details')} size="sm" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <ChevronDown aria-hidden size={16} className={isOpen ? 'rotate-180' : ''} />
          </IconButton>
        ) : null}
        {isWorking ? (
          <IconButton label={t('list.cancel', { name })} size="sm" onClick={() => void call('cancel')}>
            <Ban aria-hidden size={16} />
          </IconButton>
        ) : (
          <IconButton label={t('list.crawl', { name })} size="sm" onClick={() => void call('crawl')}>
            <RefreshCw aria-hidden size={16} />
          </IconButton>
        )}
        <IconButton label={t('list.delete', { name })} size="sm" onClick={onDelete}>
          <Trash2 aria-hidden size={16} />
        </IconButton>
      </div>
      {site.status === 'running' ? (
        <div className="mt-2">
          <ProgressBar value={site.progress.visited} max={site.progress.found} label={t('list.progressLabel', { name })} />
        </div>
      ) : null}
      {isOpen ? <SiteFailures siteId={site.id} /> : null}
    </li>
  )
}

/** Counts of the crawl that runs or ran last, and when it was and will be. */
function SiteFacts({ site }: { site: SiteRecord }) {
  const t = useTranslations('sites.list')
  const format = useFormatter()
  const now = useNow({ updateInterval: 60_000 })
  const { found, visited, added, failed } = site.progress
  const facts: string[] = []
  if (found > 0) facts.push(t('visited', { visited, found }))
  if (added > 0) facts.push(t('added', { count: added }))
  else if (site.status === 'done') facts.push(t('unchanged'))
  if (failed > 0) facts.push(t('failed', { count: failed }))
  if (site.finishedAt) facts.push(t('last', { when: format.relativeTime(new Date(site.finishedAt), now) }))
  if (site.nextAt) facts.push(t('next', { when: format.relativeTime(new Date(site.nextAt), now) }))
  return facts.length > 0 ? <p className="mt-0.5 text-sm text-text-muted tabular-nums">{facts.join(' · ')}</p> : null
}
