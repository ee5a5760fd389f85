'use client'

import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useApi } from '@/components/api/use-api'
import { Badge } from '@/components/ui/badge'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import type { DocumentRecord, DocumentStatus, DocumentVersion } from '@/lib/domain/document'
import { errorCatalog, type InterfaceLanguage } from '@/lib/domain/error-catalog'

const tones: Record<DocumentStatus, 'neutral' | 'accent' | 'success' | 'danger'> = {
  queued: 'neutral',
  processing: 'accent',
  ready: 'success',
  failed: 'danger',
  cancelled: 'neutral',
}

/** The versions of a document, the newest first; read again when the document moves on. */
export function VersionTable({ document }: { document: DocumentRecord }) {
  const t = useTranslations('viewer.document.version')
  const { data, error, reload } = useApi<{ versions: DocumentVersion[] }>(`/api/documents/${encodeURIComponent(document.id)}/versions`)

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown changes with these
  useEffect(reload, [reload, document.version, document.status])

  if (error && !data) return <ErrorNotice title={t('loadFailed')} message={error.message} onRetry={reload} />
  if (!data) return <Spinner label={t('loading')} />
  return (
    <ol className="overflow-hidden rounded-xl border border-border bg-surface-raised text-sm">
      {data.versions.map((version) => (
        <VersionItem key={version.version} version={version} />
      ))}
    </ol>
  )
}

function VersionItem({ version }: { version: DocumentVersion }) {
  const t = useTranslations('viewer.document.version')
  const status = useTranslations('documents.filter')
  const format = useFormatter()
  const locale = useLocale() as InterfaceLanguage
  const finishedAt = version.finishedAt ?? version.createdAt
  return (
    <li className="flex flex-col gap-1 border-t border-border px-3 py-3 first:border-t-0 sm:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{t('number', { number: version.version })}</span>
        <Badge tone={tones[version.status]}>{status(version.status)}</Badge>
        <span className="text-text-muted">{t(`reason.${version.reason}`)}</span>
        <time dateTime={finishedAt} className="text-text-muted tabular-nums sm:ml-auto">
          {format.dateTime(new Date(finishedAt), { dateStyle: 'medium', timeStyle: 'short' })}
        </time>
      </div>
      {version.status === 'ready' ? (
        <p className="text-text-muted tabular-nums">{t('embedded', { embedded: version.embeddedCount, chunks: version.chunkCount })}</p>
      ) : null}
      {version.errorCode ? <p className="text-danger">{errorCatalog[version.errorCode][locale]}</p> : null}
    </li>
  )
}
