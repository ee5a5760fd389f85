'use client'

import { useTranslations } from 'next-intl'
import type { ExplainedSearch } from '@/lib/domain/retrieval/search-configuration'

interface SearchFactsProps {
  result: ExplainedSearch
  wantsReranker: boolean
  /** Hits that the first column has too; null in that column. */
  shared: number | null
}

const stages = ['embed', 'retrieve', 'rerank'] as const
const stageColours = { embed: 'fill-series-1', retrieve: 'fill-series-2', rerank: 'fill-series-3' }
const dotColours = { embed: 'bg-series-1', retrieve: 'bg-series-2', rerank: 'bg-series-3' }

/** What the search came to, and where its time went. */
export function SearchFacts({ result, wantsReranker, shared }: SearchFactsProps) {
  const t = useTranslations('lab.try')
  const { sidesUsed, denseShareUsed, reranker, timing, hits } = result
  const used = [
    t(`used.${sidesUsed}`),
    denseShareUsed === null ? '' : t('shareUsed', { share: Math.round(denseShareUsed * 100) }),
    reranker ?? (wantsReranker ? t('noReranker') : ''),
  ].filter(Boolean)
  return (
    <div className="flex flex-col gap-2 px-1 text-sm">
      <p className="text-text-muted wrap-anywhere">
        {used.join(' · ')}
        {shared === null ? null : <span className="block text-text">{t('shared', { count: shared, total: hits.length })}</span>}
      </p>
      <TimingBar timing={timing} />
    </div>
  )
}

function TimingBar({ timing }: { timing: ExplainedSearch['timing'] }) {
  const t = useTranslations('lab.try')
  const total = Math.max(timing.total, timing.embed + timing.retrieve + timing.rerank, 0.001)
  let from = 0
  const parts = stages.map((stage) => {
    const part = { stage, x: from, width: (timing[stage] / total) * 100 }
    from += part.width
    return part
  })
  return (
    <div>
      <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="block h-1.5 w-full overflow-hidden rounded-full bg-surface-hover">
        {parts.map(({ stage, x, width }) => (
          <rect key={stage} x={x} y={0} width={width} height={4} className={stageColours[stage]} />
        ))}
      </svg>
      <dl className="mt-1.5 flex flex-wrap gap-x-3 gap-y-0.5 text-xs text-text-muted tabular-nums">
        {stages.map((stage) => (
          <div key={stage} className="flex items-center gap-1">
            <dt className="flex items-center gap-1">
              <span aria-hidden className={`size-2 rounded-full ${dotColours[stage]}`} />
              {t(`stage.${stage}`)}
            </dt>
            <dd>{t('milliseconds', { time: timing[stage].toFixed(1) })}</dd>
          </div>
        ))}
        <div className="flex gap-1 font-medium text-text">
          <dt>{t('stage.total')}</dt>
          <dd>{t('milliseconds', { time: timing.total.toFixed(1) })}</dd>
        </div>
      </dl>
    </div>
  )
}
