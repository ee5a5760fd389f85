import { useFormatter, useTranslations } from 'next-intl'
import type { ModelChange } from '@/lib/domain/retrieval/model-change'
import { DataTable } from '../data-table'
import { Section } from '../page-frame'

export function ChangeHistory({ changes }: { changes: ModelChange[] }) {
  const t = useTranslations('models')
  const format = useFormatter()
  return (
    <Section title={t('history.heading')}>
      <DataTable
        caption={t('history.heading')}
        rows={changes}
        keyOf={(change) => change.id}
        columns={[
          { heading: t('history.change'), cell: (change) => t('change.route', { from: change.fromModelId, to: change.toModelId }) },
          { heading: t('history.state'), cell: (change) => t(`change.status.${change.status}`) },
          {
            heading: t('history.when'),
            cell: (change) => format.dateTime(new Date(change.finishedAt ?? change.createdAt), { dateStyle: 'medium', timeStyle: 'short' }),
          },
        ]}
      />
    </Section>
  )
}
