'use client'

import { useTranslations } from 'next-intl'
import type { TestRun, TestScores } from '@/lib/domain/retrieval/test-set'
import { useConfigurationName } from '../configuration/use-configuration-name'
import { bestPositions, type ScoreName, scoreNames } from './compare-results'

/** One row for each configuration, the best value of each column in bold and marked in words. */
export function ScoreTable({ run }: { run: TestRun }) {
  const t = useTranslations('lab.run')
  const nameOf = useConfigurationName()
  const best = Object.fromEntries(scoreNames.map((name) => [name, bestPositions(run.scores, name)])) as Record<ScoreName, Set<number>>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is scrolled with the keyboard
    <section aria-label={t('scores')} tabIndex={0} className="relative overflow-x-auto rounded-xl border border-border bg-surface-raised">
      <table className="w-full text-sm tabular-nums">
        <caption className="sr-only">{t('scores')}</caption>
        <thead className="bg-surface text-text-muted">
          <tr>
            <th scope="col" className="px-3 py-2 text-left font-medium sm:px-4">
              {t('configuration')}
            </th>
            {scoreNames.map((name) => (
              <th key={name} scope="col" title={t(`hint.${name}`)} className="px-3 py-2 text-right font-medium whitespace-nowrap sm:px-4">
                {t(`score.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {run.configurations.map(({ name, configuration }, position) => {
            const scores = run.scores[position]
            return (
              <tr key={name} className="border-t border-border">
                <th scope="row" className="min-w-36 px-3 py-2.5 text-left font-medium wrap-anywhere sm:px-4">
                  {name}
                  {nameOf(configuration) === name ? null : <span className="block text-xs font-normal text-text-muted">{nameOf(configuration)}</span>}
                </th>
                {scoreNames.map((column) => (
                  <td key={column} className="px-3 py-2.5 text-right whitespace-nowrap sm:px-4">
                    <Score scores={scores} name={column} isBest={best[column].has(position)} />
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Score({ scores, name, isBest }: { scores: TestScores | undefined; name: ScoreName; isBest: boolean }) {
  const t = useTranslations('lab.run')
  if (!scores) return '–'
  const text = name === 'p50' || name === 'p95' ? t('milliseconds', { time: scores[name].toFixed(1) }) : scores[name].toFixed(3)
  if (!isBest) return text
  return (
    <strong className="rounded-md bg-accent-soft px-1.5 py-0.5 font-semibold text-accent">
      {text}
      <span className="sr-only"> {t('best')}</span>
    </strong>
  )
}
