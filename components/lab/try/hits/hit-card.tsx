'use client'

import { ArrowDown, ArrowUp, Check, Equal, Plus } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { viewerAddress } from '@/components/admin/addresses'
import { ExpandableText } from '@/components/ui/text/expandable-text'
import { fileName } from '@/components/viewer/file-name'
import type { ExplainedHit } from '@/lib/domain/retrieval/search-configuration'
import type { RankChange } from '../columns/link-hits'
import { MarkedText } from './marked-text'
import { ScoreParts } from './score-parts'

interface HitCardProps {
  hit: ExplainedHit
  /** All hits of its column: what the bars are measured against. */
  hits: readonly ExplainedHit[]
  /** Against the first column; null there. */
  change: RankChange | null
  showsParts: boolean
  isMarked: boolean
  isLinked: boolean
  onMark: () => void
  onLink: (pointId: string | null) => void
}

/** Longer texts are cut to a few lines until they are asked for. */
const shownCharacters = 240

export function HitCard({ hit, hits, change, showsParts, isMarked, isLinked, onMark, onLink }: HitCardProps) {
  const t = useTranslations('lab.try')
  const { passage, rank } = hit
  const place = [passage.section, passage.page === null ? '' : t('page', { page: passage.page })].filter(Boolean).join(' · ')
  const edge = isLinked ? 'border-accent ring-1 ring-accent' : isMarked ? 'border-success' : 'border-border'
  return (
    <li
      onPointerEnter={() => onLink(passage.pointId)}
      onPointerLeave={() => onLink(null)}
      onFocus={() => onLink(passage.pointId)}
      onBlur={() => onLink(null)}
      className={`rounded-xl border bg-surface-raised p-3 text-sm transition-shadow ${edge}`}
    >
      <div className="flex items-start gap-2">
        <span className="mt-0.5 min-w-5 font-semibold tabular-nums">
          <span aria-hidden>{rank}</span>
          <span className="sr-only">{t('rank', { rank })}</span>
        </span>
        <div className="min-w-0 flex-1">
          <Link href={viewerAddress(passage.documentId, passage)} prefetch={false} title={passage.source} className="font-medium wrap-anywhere hover:underline">
            {fileName(passage.source)}
          </Link>
          {place ? <p className="text-text-muted wrap-anywhere">{place}</p> : null}
        </div>
        {change ? <ChangeBadge change={change} /> : null}
      </div>
      <HitText hit={hit} />
      {showsParts ? <ScoreParts hit={hit} hits={hits} /> : null}
      <button
        type="button"
        aria-pressed={isMarked}
        data-mark={passage.pointId}
        onClick={onMark}
        className={`mt-3 inline-flex h-8 items-center gap-1.5 rounded-lg border px-2.5 font-medium transition-colors ${isMarked ? 'border-success bg-success-soft text-success' : 'border-border hover:bg-surface-hover'}`}
      >
        <Check aria-hidden size={15} className={isMarked ? '' : 'text-text-muted'} />
        {t(isMarked ? 'isRight' : 'markRight')}
        <span className="sr-only">{t('rankAndSource', { rank, source: passage.source })}</span>
      </button>
    </li>
  )
}

function HitText({ hit: { passage, lexical } }: { hit: ExplainedHit }) {
  const t = useTranslations('lab.try')
  return (
    <ExpandableText
      isLong={passage.text.length > shownCharacters}
      language={passage.language}
      labels={{ whole: t('whole'), less: t('less') }}
      className="mt-2 leading-relaxed"
      clampClassName="line-clamp-5"
    >
      <MarkedText text={passage.text} terms={lexical?.terms ?? []} />
    </ExpandableText>
  )
}

const changeLooks = {
  up: { icon: ArrowUp, tone: 'bg-success-soft text-success' },
  down: { icon: ArrowDown, tone: 'bg-warning-soft text-warning' },
  same: { icon: Equal, tone: 'bg-surface-hover text-text-muted' },
  new: { icon: Plus, tone: 'bg-accent-soft text-accent' },
}

function ChangeBadge({ change }: { change: RankChange }) {
  const t = useTranslations('lab.try.change')
  const { icon: Icon, tone } = changeLooks[change.kind]
  const by = 'by' in change ? change.by : 0
  return (
    <span
      title={t(change.kind, { by })}
      className={`inline-flex h-6 shrink-0 items-center gap-0.5 rounded-full px-1.5 text-xs font-medium tabular-nums ${tone}`}
    >
      <Icon aria-hidden size={13} />
      <span aria-hidden>{by > 0 ? by : change.kind === 'new' ? t('newShort') : ''}</span>
      <span className="sr-only">{t(change.kind, { by })}</span>
    </span>
  )
}
