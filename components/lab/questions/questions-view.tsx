'use client'

import { FileUp, MessageCircleQuestion, Plus, Sparkles } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { usePages } from '@/components/admin/use-pages'
import { LoadMore } from '@/components/documents/rows/load-more'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import type { TestQuestion } from '@/lib/domain/retrieval/test-set'
import { labApi } from '../addresses'
import { SetFrame } from '../sets/set-frame'
import { AddQuestionDialog } from './add-question-dialog'
import { ProposalsDialog } from './proposals-dialog'
import { QuestionRow } from './question-row'
import { UploadDialog } from './upload-dialog'

export function QuestionsView({ setId }: { setId: string }) {
  return (
    <SetFrame setId={setId} part="questions">
      {(_, reload) => <Questions setId={setId} onChanged={reload} />}
    </SetFrame>
  )
}

type Way = 'add' | 'upload' | 'propose'

/** The questions of a set, page by page, and the ways in which more of them come in. */
function Questions({ setId, onChanged }: { setId: string; onChanged: () => void }) {
  const t = useTranslations('lab.questions')
  const [way, setWay] = useState<Way | null>(null)
  const pages = usePages<TestQuestion>(`${labApi.questions(setId)}?limit=50`, 'questions')

  function refresh(): void {
    pages.reload()
    onChanged()
  }

  return (
    <>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" size="sm" onClick={() => setWay('add')}>
          <Plus aria-hidden size={15} />
          {t('add')}
        </Button>
        <Button size="sm" onClick={() => setWay('upload')}>
          <FileUp aria-hidden size={15} />
          {t('upload')}
        </Button>
        <Button size="sm" onClick={() => setWay('propose')}>
          <Sparkles aria-hidden size={15} />
          {t('propose')}
        </Button>
      </div>
      {pages.failure ? <ErrorNotice title={t('failed')} message={pages.failure.message} onRetry={pages.reload} /> : null}
      {!pages.isLoaded && pages.isLoading ? <Spinner label={t('loading')} /> : null}
      {pages.items.length > 0 ? (
        <ol aria-label={t('list')} className="overflow-hidden rounded-xl border border-border bg-surface-raised">
          {pages.items.map((question) => (
            <QuestionRow key={question.id} question={question} onChanged={refresh} />
          ))}
        </ol>
      ) : null}
      {pages.nextCursor !== null ? <LoadMore isLoading={pages.isLoading} onLoadMore={pages.loadMore} /> : null}
      {pages.isLoaded && pages.items.length === 0 && !pages.failure ? (
        <EmptyState icon={<MessageCircleQuestion size={24} />} title={t('emptyTitle')} description={t('emptyDescription')} />
      ) : null}
      {way === 'add' ? <AddQuestionDialog setId={setId} onClose={() => setWay(null)} onAdded={refresh} /> : null}
      {way === 'upload' ? <UploadDialog setId={setId} onClose={() => setWay(null)} onUploaded={refresh} /> : null}
      {way === 'propose' ? <ProposalsDialog setId={setId} onClose={() => setWay(null)} onAdded={refresh} /> : null}
    </>
  )
}
