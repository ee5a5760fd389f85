'use client'

import { FlaskConical, Plus } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, buttonClasses } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import { setAddress, tryAddress } from '../addresses'
import { LabFrame } from '../lab-frame'
import { SetNameDialog } from './set-name-dialog'
import { SetRow } from './set-row'
import { useTestSets } from './use-test-sets'

export function SetsView() {
  const t = useTranslations('lab.sets')
  const router = useRouter()
  const { sets, failure, isLoading, reload } = useTestSets()
  const [isCreating, setCreating] = useState(false)
  return (
    <LabFrame
      actions={
        sets && sets.length > 0 ? (
          <Button variant="primary" onClick={() => setCreating(true)}>
            <Plus aria-hidden size={16} />
            {t('create')}
          </Button>
        ) : null
      }
    >
      {failure ? <ErrorNotice title={t('failed')} message={failure} onRetry={reload} /> : null}
      {isLoading && !sets ? <Spinner label={t('loading')} /> : null}
      {sets && sets.length > 0 ? (
        <ul aria-label={t('list')} className="overflow-hidden rounded-xl border border-border bg-surface-raised">
          {sets.map((set) => (
            <SetRow key={set.id} set={set} onChanged={reload} />
          ))}
        </ul>
      ) : null}
      {sets?.length === 0 ? (
        <EmptyState
          icon={<FlaskConical size={24} />}
          title={t('emptyTitle')}
          description={t('emptyDescription')}
          action={
            <div className="flex flex-wrap justify-center gap-2">
              <Button variant="primary" onClick={() => setCreating(true)}>
                <Plus aria-hidden size={16} />
                {t('create')}
              </Button>
              <Link href={tryAddress} className={buttonClasses('secondary')}>
                {t('tryFirst')}
              </Link>
            </div>
          }
        />
      ) : null}
      {isCreating ? <SetNameDialog set={null} onClose={() => setCreating(false)} onSaved={(set) => router.push(setAddress(set.id))} /> : null}
    </LabFrame>
  )
}
