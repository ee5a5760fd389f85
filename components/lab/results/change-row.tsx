'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { viewerAddress } from '@/components/admin/addresses'
import { languageOf } from '@/components/i18n/language-of'
import { fileName } from '@/components/viewer/file-name'
import type { TestResult } from '@/lib/domain/retrieval/test-set'
import { tryQuestionAddress } from '../addresses'
import type { QuestionChange } from './compare-results'

/** One question: its nDCG on both sides, and both lists of hits when it is opened. */
export function ChangeRow({ change, names }: { change: QuestionChange; names: [before: string, after: string] }) {
  const t = useTranslations('lab.changes')
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const { question, before, after } = change
  return (
    <li className="border-t border-border first:border-t-0">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
        className="flex w-full items-start gap-2 px-3 py-2.5 text-left outline-offset-[-2px] hover:bg-surface sm:px-4"
      >
        <ChevronRight aria-hidden size={16} className={`mt-1 shrink-0 text-text-muted transition-transform ${isOpen ? 'rotate-90' : ''}`} />
        <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-4 gap-y-0.5">
          <span lang={languageOf(question.text)} dir="auto" className="min-w-0 flex-1 basis-56 wrap-anywhere">
            {question.text}
          </span>
          <span className="flex items-center gap-2 text-sm tabular-nums">
            <span className="text-text-muted">
              <span className="sr-only">{names[0]} </span>
              {before.ndcg.toFixed(3)}
              <span aria-hidden> → </span>
              <span className="sr-only">, {names[1]} </span>
              {after.ndcg.toFixed(3)}
            </span>
            <ChangeValue change={change.change} />
          </span>
        </span>
      </button>
      <div id={id} hidden={!isOpen} className="px-3 pb-4 sm:px-4 sm:pl-10">
        {isOpen ? (
          <>
            <div className="grid gap-4 sm:grid-cols-2">
              <HitList name={names[0]} result={before} />
              <HitList name={names[1]} result={after} />
            </div>
            <Link href={tryQuestionAddress(question.text)} prefetch={false} className="mt-3 inline-block text-sm font-medium text-accent hover:underline">
              {t('try')}
            </Link>
          </>
        ) : null}
      </div>
    </li>
  )
}

function ChangeValue({ change }: { change: number }) {
  const t = useTranslations('lab.changes')
  const kind = Math.abs(change) < 0.0005 ? 'same' : change > 0 ? 'better' : 'worse'
  const tone = { same: 'bg-surface-hover text-text-muted', better: 'bg-success-soft text-success', worse: 'bg-danger-soft text-danger' }[kind]
  return (
    <span className={`inline-block min-w-16 rounded-full px-2 text-center font-medium ${tone}`}>
      <span className="sr-only">{t(`kind.${kind}`)} </span>
      {kind === 'same' ? '±0' : `${change > 0 ? '+' : '−'}${Math.abs(change).toFixed(3)}`}
    </span>
  )
}

function HitList({ name, result }: { name: string; result: TestResult }) {
  const t = useTranslations('lab.changes')
  const headingId = useId()
  return (
    <section aria-labelledby={headingId} className="min-w-0">
      <h3 id={headingId} className="mb-1.5 text-sm font-medium">
        {name}
      </h3>
      {result.hits.length === 0 ? <p className="text-sm text-text-muted">{t('noHits')}</p> : null}
      <ol className="flex flex-col gap-0.5 text-sm">
        {result.hits.map(({ documentId, source, start, end, grade }, index) => (
          <li key={`${documentId}-${start}-${end}`} className={`flex gap-2 rounded-md px-2 py-0.5 ${grade > 0 ? 'bg-success-soft' : ''}`}>
            <span className="w-5 shrink-0 text-right text-text-muted tabular-nums">{index + 1}</span>
            <Link href={viewerAddress(documentId, { start, end })} prefetch={false} title={source} className="min-w-0 flex-1 truncate hover:underline">
              {fileName(source)}
            </Link>
            {grade > 0 ? <span className="shrink-0 font-medium text-success">{t('right')}</span> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
