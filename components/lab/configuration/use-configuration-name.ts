'use client'

import { useTranslations } from 'next-intl'
import type { SearchConfiguration } from '@/lib/domain/retrieval/search-configuration'
import { countFilters } from './passage-filter'

/** Says a configuration in a few words: "Both, 30 % dense + reranker + 2 filters". */
export function useConfigurationName(): (configuration: SearchConfiguration) => string {
  const t = useTranslations('lab.configuration')
  return ({ sides, denseShare, reranks, filter }) => {
    const filters = countFilters(filter)
    const usesShare = denseShare !== null && (sides === 'both' || sides === 'automatic')
    return [
      usesShare ? t('withShare', { sides: t(`sides.${sides}`), share: Math.round(denseShare * 100) }) : t(`sides.${sides}`),
      reranks ? t('withReranker') : '',
      filters > 0 ? t('withFilters', { count: filters }) : '',
    ]
      .filter(Boolean)
      .join(' + ')
  }
}
