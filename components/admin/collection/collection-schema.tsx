'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { CollectionDescription } from '@/lib/domain/ports/vector-index'
import { type Column, DataTable } from '../data-table'
import { Section } from '../page-frame'

type Vector = CollectionDescription['vectors'][number]
type PayloadIndex = CollectionDescription['payloadIndexes'][number]

export function VectorSection({ vectors }: { vectors: Vector[] }) {
  const t = useTranslations('admin.vectors')
  const columns: Column<Vector>[] = [
    { heading: t('name'), cell: (vector) => <code>{vector.name}</code> },
    { heading: t('kind'), cell: (vector) => t(vector.kind) },
    { heading: t('dimensions'), cell: (vector) => vector.dimensions ?? t('none'), align: 'end' },
    { heading: t('distance'), cell: (vector) => vector.distance ?? t('none') },
    { heading: t('modifier'), cell: (vector) => vector.modifier ?? t('none'), isWideOnly: true },
  ]
  return (
    <Section title={t('heading')}>
      <DataTable caption={t('heading')} columns={columns} rows={vectors} keyOf={(vector) => vector.name} />
    </Section>
  )
}

export function PayloadIndexSection({ indexes }: { indexes: PayloadIndex[] }) {
  const t = useTranslations('admin.indexes')
  const format = useFormatter()
  const columns: Column<PayloadIndex>[] = [
    { heading: t('field'), cell: (index) => <code>{index.field}</code> },
    { heading: t('type'), cell: (index) => index.type },
    { heading: t('points'), cell: (index) => format.number(index.points), align: 'end' },
  ]
  return (
    <Section title={t('heading')}>
      {indexes.length > 0 ? (
        <DataTable caption={t('heading')} columns={columns} rows={indexes} keyOf={(index) => index.field} />
      ) : (
        <p className="text-text-muted">{t('empty')}</p>
      )}
    </Section>
  )
}
