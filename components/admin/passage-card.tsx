'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import type { Passage } from '@/lib/domain/passage'
import { chunkAddress } from './addresses'
import { PassageScore } from './passage-score'

/** Longer texts are cut to about four lines until they are asked for. */
const shownCharacters = 280

/** One found chunk: rank, where it stands, score against the best of the list, text. */
export function PassageCard({ passage, rank, best }: { passage: Passage; rank: number; best: number }) {
  const t = useTranslations('admin')
  const [isWhole, setWhole] = useState(false)
  const textId = useId()
  const isLong = passage.text.length > shownCharacters
  const place = [passage.section, passage.page === null ? '' : t('chunk.page', { page: passage.page })].filter(Boolean).join(' · ')
  return (
    <li className="border-t border-border px-3 py-3 first:border-t-0 sm:px-4">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="text-sm text-text-muted tabular-nums" aria-hidden>
          {rank}
        </span>
        <span className="sr-only">{t('query.rank', { rank })}</span>
        <Link href={chunkAddress(passage.pointId)} className="min-w-0 flex-1 basis-48 font-medium wrap-anywhere hover:underline">
          {passage.source}
          <span className="font-normal text-text-muted"> · {t('chunk.number', { index: passage.chunkIndex })}</span>
        </Link>
        <PassageScore score={passage.score} best={best} />
      </div>
      {place ? <p className="text-sm text-text-muted">{place}</p> : null}
      <p
        id={textId}
        lang={passage.language === 'und' ? undefined : passage.language}
        className={`mt-1.5 text-sm whitespace-pre-wrap wrap-anywhere ${isLong && !isWhole ? 'line-clamp-4' : ''}`}
      >
        {passage.text}
      </p>
      {isLong ? (
        <button
          type="button"
          aria-expanded={isWhole}
          aria-controls={textId}
          onClick={() => setWhole(!isWhole)}
          className="mt-1 rounded text-sm font-medium text-accent hover:underline"
        >
          {isWhole ? t('query.less') : t('query.whole')}
        </button>
      ) : null}
    </li>
  )
}
