'use client'

import { FlaskConical, Trash2, X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { callApi } from '@/components/api/call-api'
import { useApiAction } from '@/components/api/use-api-action'
import { languageOf } from '@/components/i18n/language-of'
import { Badge } from '@/components/ui/badge'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { IconButton } from '@/components/ui/icon-button'
import type { TestQuestion } from '@/lib/domain/retrieval/test-set'
import { labApi, tryQuestionAddress } from '../addresses'
import { JudgementPlace } from './judgement-place'

/** A question with the places that answer it. The last place cannot be taken away: without one there is nothing to measure. */
export function QuestionRow({ question, onChanged }: { question: TestQuestion; onChanged: () => void }) {
  const t = useTranslations('lab.questions')
  const [judgements, setJudgements] = useState(question.judgements)
  const [isDeleting, setDeleting] = useState(false)
  const { busy, failure, run } = useApiAction<'remove'>()
  const headingRef = useRef<HTMLParagraphElement>(null)

  async function removeJudgement(index: number): Promise<void> {
    const kept = judgements.filter((_, other) => other !== index)
    await run('remove', async () => {
      await callApi(labApi.question(question.id), { method: 'PUT', body: { judgements: kept } })
      setJudgements(kept)
      headingRef.current?.focus()
    })
  }

  return (
    <li className="border-t border-border px-3 py-3 first:border-t-0 sm:px-4">
      <div className="flex items-start gap-2">
        <p ref={headingRef} tabIndex={-1} lang={languageOf(question.text)} dir="auto" className="min-w-0 flex-1 font-medium wrap-anywhere outline-none">
          {question.text}
        </p>
        <Link
          href={tryQuestionAddress(question.text)}
          prefetch={false}
          title={t('try')}
          className="inline-flex size-8 shrink-0 items-center justify-center rounded-lg text-text-muted hover:bg-surface-hover hover:text-text"
        >
          <FlaskConical aria-hidden size={16} />
          <span className="sr-only">{t('tryNamed', { question: question.text })}</span>
        </Link>
        <IconButton size="sm" label={t('deleteNamed', { question: question.text })} onClick={() => setDeleting(true)}>
          <Trash2 aria-hidden size={16} />
        </IconButton>
      </div>
      <p className="mt-0.5 flex flex-wrap gap-1.5">
        <Badge>{t(`origin.${question.origin}`)}</Badge>
        {judgements.length === 0 ? <Badge tone="warning">{t('noJudgement')}</Badge> : null}
      </p>
      {judgements.length > 0 ? (
        <ul aria-label={t('judgements')} className="mt-2 flex flex-col gap-1.5">
          {judgements.map((judgement, index) => (
            <li key={`${judgement.source}-${judgement.start}-${judgement.end}`} className="flex items-start gap-1 border-l-2 border-success pl-3">
              <div className="min-w-0 flex-1">
                <JudgementPlace judgement={judgement} />
              </div>
              {judgements.length > 1 ? (
                <IconButton
                  size="sm"
                  label={t('removeJudgement', { source: judgement.source })}
                  disabled={busy !== null}
                  onClick={() => void removeJudgement(index)}
                >
                  <X aria-hidden size={15} />
                </IconButton>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {failure ? <ErrorNotice message={failure} /> : null}
      <ConfirmDialog
        open={isDeleting}
        onOpenChange={setDeleting}
        tone="danger"
        title={t('deleteTitle')}
        description={t('deleteDescription', { question: question.text })}
        confirmLabel={t('delete')}
        onReturnFocus={(event) => {
          // After a deletion the button is gone with its row.
          if (headingRef.current?.isConnected) return
          event.preventDefault()
          document.getElementById('content')?.focus()
        }}
        onConfirm={async () => {
          await callApi(labApi.question(question.id), { method: 'DELETE' })
          onChanged()
        }}
      />
    </li>
  )
}
