'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ExpandableText } from '@/components/ui/text/expandable-text'
import type { Passage } from '@/lib/domain/passage'
import { chunkAddress } from './addresses'
import { PassageScore } from './passage-score'

/** Longer texts are cut to about four lines until they are asked for. */
const shownCharacters = 280

/** Found chunks in their order, each measured against `best`: where none is given, the best of them. */
export function PassageList({ passages, best = Math.max(0, ...passages.map(({ score }) => score)) }: { passages: Passage[]; best?: number }) {
  return (
    <ol className="overflow-hidden rounded-xl border border-border bg-surface-raised">
      {passages.map((passage, index) => (
        <PassageCard key={passage.pointId} passage={passage} rank={index + 1} best={best} />
      ))}
    </ol>
  )
}

/** One found chunk: rank, where it stands, score against the best of the list, text. */
function PassageCard({ passage, rank, best }: { passage: Passage; rank: number; best: number }) {
  const t = useTranslations('admin')
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
      <ExpandableText
        isLong={passage.text.length > shownCharacters}
        language={passage.language}
        labels={{ whole: t('query.whole'), less: t('query.less') }}
        className="mt-1.5 text-sm"
        clampClassName="line-clamp-4"
      >
        {passage.text}
      </ExpandableText>
    </li>
  )
}
