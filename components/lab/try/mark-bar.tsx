'use client'

import { BookmarkPlus, Check } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { TestSet } from '@/lib/domain/retrieval/test-set'
import { setAddress } from '../addresses'
import { SaveQuestionDialog } from '../sets/save-question-dialog'
import { judgePassage } from './judge-passage'
import type { Marks } from './use-marks'

/** Stays at the window's edge while passages are marked, and takes them into a test set. */
export function MarkBar({ question, marks }: { question: string; marks: Marks }) {
  const t = useTranslations('lab.try')
  const [isSaving, setSaving] = useState(false)
  const [saved, setSaved] = useState<TestSet | null>(null)
  const count = marks.passages.length
  const isSeen = count > 0 || saved !== null

  return (
    <div className={`sticky bottom-3 z-10 mx-auto w-fit max-w-full ${isSeen ? '' : 'sr-only'}`}>
      <div
        className={isSeen ? 'flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border border-border bg-surface-raised px-4 py-2.5 text-sm shadow-lg' : ''}
      >
        <p role="status" className="flex items-center gap-2">
          {count > 0 ? t('marked', { count }) : null}
          {count === 0 && saved ? (
            <>
              <Check aria-hidden size={16} className="text-success" />
              {t('savedTo', { name: saved.name })}
            </>
          ) : null}
        </p>
        {count > 0 ? (
          <>
            <Button size="sm" variant="primary" onClick={() => setSaving(true)}>
              <BookmarkPlus aria-hidden size={15} />
              {t('save')}
            </Button>
            <Button size="sm" variant="ghost" onClick={marks.clear}>
              {t('clearMarks')}
            </Button>
          </>
        ) : null}
        {count === 0 && saved ? (
          <Link href={setAddress(saved.id)} className="font-medium text-accent underline underline-offset-3">
            {t('openSet')}
          </Link>
        ) : null}
      </div>
      {isSaving ? (
        <SaveQuestionDialog
          question={question}
          judgements={marks.passages.map(judgePassage)}
          onClose={() => setSaving(false)}
          onSaved={(set) => {
            setSaving(false)
            setSaved(set)
            marks.clear()
          }}
        />
      ) : null}
    </div>
  )
}
