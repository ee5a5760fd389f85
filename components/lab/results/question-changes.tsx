'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Section } from '@/components/admin/page-frame'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { SelectField } from '@/components/ui/fields/select-field'
import { Spinner } from '@/components/ui/spinner'
import type { TestRun } from '@/lib/domain/retrieval/test-set'
import { ChangeRow } from './change-row'
import { type ChangeOrder, changeOrders, compareResults, countChanges, sortChanges } from './compare-results'
import { type MeasuredSide, useComparedRuns } from './use-compared-runs'

const pageSize = 25

/** Question by question, what one configuration did better than another: of this run, or of an earlier one of the same set. */
export function QuestionChanges({ run }: { run: TestRun }) {
  const t = useTranslations('lab.changes')
  const [order, setOrder] = useState<ChangeOrder>('largest')
  const [shown, setShown] = useState(pageSize)
  const { sides, before, after, chooseBefore, chooseAfter, questions, isLoading, failure, reload } = useComparedRuns(run)
  const changes = useMemo(
    () => (questions && before?.results && after?.results ? compareResults(questions, before.results, after.results) : null),
    [questions, before, after],
  )
  const sorted = useMemo(() => (changes ? sortChanges(changes, order) : []), [changes, order])
  if (sides.length < 2) return null
  return (
    <Section title={t('heading')} hint={t('hint')}>
      <div className="grid gap-3 sm:grid-cols-3">
        <SideField label={t('before')} sides={sides} value={before?.side} onChange={chooseBefore} />
        <SideField label={t('after')} sides={sides} value={after?.side} onChange={chooseAfter} />
        <SelectField
          label={t('order')}
          value={order}
          options={changeOrders.map((value) => ({ value, label: t(`orders.${value}`) }))}
          onChange={(event) => setOrder(event.target.value as ChangeOrder)}
        />
      </div>
      {failure ? <ErrorNotice message={failure} onRetry={reload} /> : null}
      {isLoading ? <Spinner label={t('loading')} /> : null}
      {changes ? (
        <>
          <p role="status" className="text-sm text-text-muted">
            {changes.length === 0 ? t('nothing') : t('summary', countChanges(changes))}
          </p>
          <ol className="overflow-hidden rounded-xl border border-border bg-surface-raised empty:hidden">
            {sorted.slice(0, shown).map((change) => (
              <ChangeRow key={change.question.id} change={change} names={[before?.side.name ?? '', after?.side.name ?? '']} />
            ))}
          </ol>
          {sorted.length > shown ? (
            <div className="flex justify-center">
              <Button size="sm" onClick={() => setShown(shown + pageSize * 2)}>
                {t('more', { count: sorted.length - shown })}
              </Button>
            </div>
          ) : null}
        </>
      ) : null}
    </Section>
  )
}

interface SideFieldProps {
  label: string
  sides: MeasuredSide[]
  value: MeasuredSide | undefined
  onChange: (key: string) => void
}

function SideField({ label, sides, value, onChange }: SideFieldProps) {
  return (
    <SelectField
      label={label}
      value={value?.key ?? ''}
      options={sides.map(({ key, label: name }) => ({ value: key, label: name }))}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
