'use client'

import { useTranslations } from 'next-intl'

export type ViewMode = 'page' | 'text'

/** Chooses between the pages as they are and the text read from them. */
export function ViewSwitch({ mode, onChange }: { mode: ViewMode; onChange: (mode: ViewMode) => void }) {
  const t = useTranslations('viewer.view')
  return (
    <fieldset className="flex shrink-0 rounded-lg bg-surface-hover p-0.5">
      <legend className="sr-only">{t('label')}</legend>
      {(['page', 'text'] as const).map((choice) => (
        <button
          key={choice}
          type="button"
          aria-pressed={mode === choice}
          onClick={() => onChange(choice)}
          className={`h-7 rounded-md px-2.5 text-sm font-medium ${mode === choice ? 'bg-surface-raised text-text shadow-sm' : 'text-text-muted hover:text-text'}`}
        >
          {t(choice)}
        </button>
      ))}
    </fieldset>
  )
}
