'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LinkTabs } from '@/components/admin/link-tabs'
import { PageFrame } from '@/components/admin/page-frame'
import { useApi } from '@/components/api/use-api'
import { usePageTitle } from '@/components/shell/use-page-title'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import type { TestSet } from '@/lib/domain/retrieval/test-set'
import { labApi, setAddress, setRunsAddress, setsAddress } from '../addresses'
import { SetMenu } from './set-menu'

interface SetFrameProps {
  setId: string
  part: 'questions' | 'runs'
  children: (set: TestSet, reload: () => void) => ReactNode
}

/** What stands around the two pages of a set. */
export function SetFrame({ setId, part, children }: SetFrameProps) {
  const t = useTranslations('lab')
  const router = useRouter()
  const { data: set, error, reload } = useApi<TestSet>(labApi.set(setId))
  usePageTitle(set?.name ?? null)
  const back = { href: setsAddress, label: t('tabs.sets') }
  if (!set) {
    return (
      <PageFrame title={t('set.title')} back={back}>
        {error ? <ErrorNotice title={t('set.failed')} message={error.message} onRetry={reload} /> : <Spinner label={t('set.loading')} />}
      </PageFrame>
    )
  }
  return (
    <PageFrame
      title={set.name}
      lead={t('sets.questions', { count: set.questionCount })}
      back={back}
      actions={<SetMenu set={set} onChanged={reload} onDeleted={() => router.push(setsAddress)} />}
    >
      <div className="-my-3 border-b border-border">
        <LinkTabs
          label={set.name}
          tabs={[
            { href: setAddress(setId), label: t('set.questions'), isCurrent: part === 'questions' },
            { href: setRunsAddress(setId), label: t('set.runs'), isCurrent: part === 'runs' },
          ]}
        />
      </div>
      {children(set, reload)}
    </PageFrame>
  )
}
