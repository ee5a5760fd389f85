'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import type { CollectionDescription } from '@/lib/domain/ports/vector-index'

const tones = { green: 'success', yellow: 'warning', grey: 'neutral', red: 'danger' } as const

function isKnownStatus(status: string): status is keyof typeof tones {
  return Object.hasOwn(tones, status)
}

export function CollectionState({ collection }: { collection: CollectionDescription }) {
  const t = useTranslations('admin.state')
  const format = useFormatter()
  const { status } = collection
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Card name={t('status')} detail={t('optimizer', { status: collection.optimizerStatus })}>
          {isKnownStatus(status) ? <Badge tone={tones[status]}>{t(status)}</Badge> : <Badge>{status}</Badge>}
        </Card>
        <Card name={t('points')} detail={t('indexed', { count: collection.indexedVectors })} hint={t('indexedHint')}>
          {format.number(collection.points)}
        </Card>
        <Card name={t('segments')}>{format.number(collection.segments)}</Card>
        <Card name={t('server')} detail={t(collection.serverKind)}>
          {collection.serverVersion}
        </Card>
      </dl>
      <p className="text-sm wrap-anywhere text-text-muted">
        {t('collection', { name: collection.name, alias: collection.alias })} · {t('model')}: {collection.embeddingModelId}
      </p>
    </div>
  )
}

function Card({ name, detail, hint, children }: { name: string; detail?: string; hint?: string; children: ReactNode }) {
  return (
    <div title={hint} className="rounded-xl border border-border bg-surface-raised p-3 sm:p-4">
      <dt className="text-sm text-text-muted">{name}</dt>
      <dd className="mt-1 text-xl leading-8 font-semibold tabular-nums">{children}</dd>
      {detail ? <dd className="mt-0.5 text-sm text-text-muted">{detail}</dd> : null}
    </div>
  )
}
