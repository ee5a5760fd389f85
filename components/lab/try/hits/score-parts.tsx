'use client'

import { useTranslations } from 'next-intl'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { ExplainedHit, RankedScore, TermWeight } from '@/lib/domain/retrieval/search-configuration'

const parts = ['dense', 'lexical', 'fused', 'reranked'] as const
/** Beyond these come pairs that add next to nothing. */
const mostTerms = 5

/** How a hit came to its place: its rank and score on each side, and the terms that made the lexical one. */
export function ScoreParts({ hit, hits }: { hit: ExplainedHit; hits: readonly ExplainedHit[] }) {
  const t = useTranslations('lab.try.part')
  // A part that no hit of the column has did not take part.
  const shown = parts.filter((part) => hits.some((other) => other[part] !== null))
  return (
    <dl className="mt-3 flex flex-col gap-1 rounded-lg bg-surface p-2 text-xs tabular-nums">
      {shown.map((part) => (
        <div key={part} className="grid grid-cols-[minmax(4.5rem,auto)_2.25rem_minmax(0,1fr)_3.5rem] items-center gap-x-2">
          <dt className="text-text-muted">{t(part)}</dt>
          <PartScore score={hit[part]} best={Math.max(...hits.map((other) => other[part]?.score ?? 0))} />
        </div>
      ))}
      {hit.lexical && hit.lexical.terms.length > 0 ? <TermBars terms={hit.lexical.terms} /> : null}
    </dl>
  )
}

function PartScore({ score, best }: { score: RankedScore | null; best: number }) {
  const t = useTranslations('lab.try.part')
  if (!score) return <dd className="col-span-3 text-text-muted">{t('notFound')}</dd>
  return (
    <>
      <dd className="text-right font-medium">
        <span aria-hidden>#{score.rank}</span>
        <span className="sr-only">{t('rank', { rank: score.rank })}</span>
      </dd>
      <dd aria-hidden>
        <ProgressBar value={(Math.max(score.score, 0) / Math.max(best, Number.EPSILON)) * 100} max={100} label="" />
      </dd>
      <dd className="text-right">
        <span className="sr-only">{t('score')} </span>
        {score.score.toFixed(3)}
      </dd>
    </>
  )
}

function TermBars({ terms }: { terms: TermWeight[] }) {
  const t = useTranslations('lab.try.part')
  const heaviest = Math.max(...terms.map(({ weight }) => weight), Number.EPSILON)
  const sorted = terms.toSorted((left, right) => right.weight - left.weight)
  const hidden = sorted.length - mostTerms
  return (
    <div className="mt-1 border-t border-border pt-1.5">
      <dt className="text-text-muted">{t('terms')}</dt>
      <dd>
        <ul className="mt-1 flex flex-col gap-1">
          {sorted.slice(0, mostTerms).map(({ term, weight }) => (
            <li key={term} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_3.5rem] items-center gap-x-2">
              <code className="truncate" title={term}>
                {term}
              </code>
              <span aria-hidden>
                <ProgressBar value={(weight / heaviest) * 100} max={100} label="" />
              </span>
              <span className="text-right">{weight.toFixed(2)}</span>
            </li>
          ))}
        </ul>
        {hidden > 0 ? <p className="mt-1 text-text-muted">{t('moreTerms', { count: hidden })}</p> : null}
      </dd>
    </div>
  )
}
