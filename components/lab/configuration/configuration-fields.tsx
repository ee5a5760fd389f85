'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { CheckField } from '@/components/ui/fields/check-field'
import { SelectField } from '@/components/ui/fields/select-field'
import { type SearchConfiguration, type SearchSides, searchSides } from '@/lib/domain/retrieval/search-configuration'
import { FilterButton } from './filter-button'

interface ConfigurationFieldsProps {
  value: SearchConfiguration
  onChange: (configuration: SearchConfiguration) => void
}

/** Everything that can be chosen about a search. */
export function ConfigurationFields({ value, onChange }: ConfigurationFieldsProps) {
  const t = useTranslations('lab.configuration')
  const isFused = value.sides === 'both' || value.sides === 'automatic'
  return (
    <div className="flex flex-col gap-3">
      <SelectField
        label={t('sidesLabel')}
        value={value.sides}
        options={searchSides.map((sides) => ({ value: sides, label: t(`sides.${sides}`) }))}
        onChange={(event) => onChange({ ...value, sides: event.target.value as SearchSides })}
      />
      {isFused ? <ShareField share={value.denseShare} onChange={(denseShare) => onChange({ ...value, denseShare })} /> : null}
      <CheckField label={t('rerank')} checked={value.reranks} onChange={(event) => onChange({ ...value, reranks: event.target.checked })} />
      <FilterButton filter={value.filter} onChange={(filter) => onChange({ ...value, filter })} />
    </div>
  )
}

const middleShare = 0.5

function ShareField({ share, onChange }: { share: number | null; onChange: (share: number | null) => void }) {
  const t = useTranslations('lab.configuration')
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <CheckField label={t('measuredShare')} checked={share === null} onChange={(event) => onChange(event.target.checked ? null : middleShare)} />
      {share === null ? null : (
        <div className="flex flex-col gap-1">
          <label htmlFor={id} className="flex justify-between gap-2 text-sm">
            <span className="font-medium">{t('share')}</span>
            <output className="text-text-muted tabular-nums">{t('percent', { share: Math.round(share * 100) })}</output>
          </label>
          <input
            id={id}
            type="range"
            min={0}
            max={100}
            step={5}
            value={Math.round(share * 100)}
            aria-valuetext={t('percent', { share: Math.round(share * 100) })}
            onChange={(event) => onChange(event.target.valueAsNumber / 100)}
            className="h-6 w-full accent-accent"
          />
          <div aria-hidden className="flex justify-between text-xs text-text-muted">
            <span>{t('wordsEnd')}</span>
            <span>{t('meaningEnd')}</span>
          </div>
        </div>
      )}
    </div>
  )
}
