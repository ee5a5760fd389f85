'use client'

import { useTranslations } from 'next-intl'
import type { AnswerSource } from '@/lib/domain/answer'
import { languageOf } from '../../i18n/language-of'
import { fileName } from '../../viewer/file-name'
import { useAnswer } from './answer-context'
import { citedNumbers } from './format-answer'
import { placeOf } from './resolve-citation'

/** The sources under an answer: those it cites, in the order of their numbers, then the rest of what was searched, folded away. */
export function SourceList({ isDone }: { isDone: boolean }) {
  const t = useTranslations('chat')
  const { answer } = useAnswer()
  const cited = new Set(citedNumbers(answer.text))
  const sources = answer.sources.filter((source) => cited.has(source.number))
  const others = isDone ? answer.sources.filter((source) => !cited.has(source.number)) : []
  return (
    <>
      {sources.length > 0 ? (
        <ul aria-label={t('sources')} className="mt-4 flex flex-wrap gap-1.5">
          {sources.map((source) => (
            <SourceItem key={source.number} source={source} isCited />
          ))}
        </ul>
      ) : null}
      {others.length > 0 ? (
        <details className="mt-2 text-[0.8125rem]">
          <summary className="w-fit rounded py-1 text-text-muted hover:text-text">{t('otherPassages', { count: others.length })}</summary>
          <ul aria-label={t('otherPassages', { count: others.length })} className="mt-1.5 flex flex-wrap gap-1.5">
            {others.map((source) => (
              <SourceItem key={source.number} source={source} isCited={false} />
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

function SourceItem({ source, isCited }: { source: AnswerSource; isCited: boolean }) {
  const t = useTranslations('chat')
  const { openPlace } = useAnswer()
  return (
    <li className="max-w-full">
      <button
        type="button"
        title={[source.source, source.section].filter(Boolean).join(' › ')}
        onClick={(event) => openPlace(placeOf(source), event.currentTarget)}
        className={`flex h-8 max-w-full items-center gap-1.5 rounded-lg border border-border px-2 text-[0.8125rem] transition-colors hover:bg-surface-hover ${isCited ? '' : 'border-dashed text-text-muted hover:text-text'}`}
      >
        <span className={`tabular-nums ${isCited ? 'font-semibold text-accent' : ''}`}>{source.number}</span>
        <span dir="auto" className="truncate">
          {fileName(source.source)}
        </span>
        {source.page === null ? null : <span className="shrink-0 text-text-muted">{t('page', { page: source.page })}</span>}
      </button>
    </li>
  )
}

/** The passages that came nearest when the documents do not hold the answer. */
export function NearestPassages({ sources }: { sources: AnswerSource[] }) {
  const t = useTranslations('chat')
  const { openPlace } = useAnswer()
  if (sources.length === 0) return null
  return (
    <div className="mt-4">
      <h3 className="text-sm font-medium text-text-muted">{t('nearestPassages')}</h3>
      <ul className="mt-2 flex flex-col gap-2">
        {sources.slice(0, 5).map((source) => (
          <li key={source.number}>
            <button
              type="button"
              onClick={(event) => openPlace(placeOf(source), event.currentTarget)}
              className="block w-full rounded-[10px] border border-border bg-surface-raised px-3.5 py-2.5 text-left transition-colors hover:bg-surface-hover"
            >
              <span className="flex flex-wrap gap-x-1.5 text-sm">
                <span className="font-medium break-all">{fileName(source.source)}</span>
                <span className="text-text-muted">
                  {[source.page === null ? '' : t('page', { page: source.page }), source.section].filter(Boolean).join(' · ')}
                </span>
              </span>
              <span dir="auto" lang={languageOf(source.snippet)} className="mt-1 line-clamp-2 text-sm break-words text-text-muted">
                {source.snippet}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
