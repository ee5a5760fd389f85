'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { TextField } from '@/components/ui/fields/text-field'

interface PickListProps {
  label: string
  options: ReadonlyArray<{ value: string; label: string; detail?: string }>
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  note?: string
}

/** More than this are searched by typing. */
const mostWithoutSearch = 12
const mostShown = 50

/** Several of many. Nothing is drawn where there is nothing to choose from. */
export function PickList({ label, options, chosen, onChange, note }: PickListProps) {
  const t = useTranslations('lab.filter')
  const [words, setWords] = useState('')
  if (options.length === 0) return null
  const isSearched = options.length > mostWithoutSearch
  const wanted = words.trim().toLowerCase()
  const matching = options.filter(({ label: name, detail = '' }) => `${name} ${detail}`.toLowerCase().includes(wanted))
  // What is chosen stays in sight, so that it can be taken back.
  const shown = isSearched ? matching.filter(({ value }, index) => index < mostShown || chosen.includes(value)) : options
  const toggle = (value: string, isChosen: boolean) => onChange(isChosen ? [...chosen, value] : chosen.filter((other) => other !== value))
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">
        {label}
        {chosen.length > 0 ? <span className="ml-1.5 text-accent tabular-nums">{chosen.length}</span> : null}
      </legend>
      {isSearched ? (
        <div className="mb-2">
          <TextField label={t('find', { what: label })} type="search" value={words} onChange={(event) => setWords(event.target.value)} />
        </div>
      ) : null}
      <div className="flex max-h-44 flex-wrap gap-1.5 overflow-y-auto p-0.5">
        {shown.map(({ value, label: name, detail }) => (
          <label
            key={value}
            title={detail}
            className="relative inline-flex min-h-8 max-w-full items-center rounded-lg border border-border px-2.5 text-sm transition-colors has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent hover:bg-surface-hover"
          >
            <input type="checkbox" checked={chosen.includes(value)} onChange={(event) => toggle(value, event.target.checked)} className="sr-only" />
            <span className="truncate">{name}</span>
          </label>
        ))}
        {shown.length === 0 ? <p className="text-sm text-text-muted">{t('noMatch')}</p> : null}
      </div>
      {note ? <p className="mt-1.5 text-sm text-text-muted">{note}</p> : null}
    </fieldset>
  )
}
