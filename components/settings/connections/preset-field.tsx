'use client'

import { useTranslations } from 'next-intl'
import { SelectField } from '@/components/ui/fields/select-field'
import { type LlmPresetId, llmPresetIds } from '@/lib/domain/llm/llm-connection'
import { llmPreset } from '@/lib/domain/llm/llm-presets'
import { usePresetName } from './use-preset-name'

interface PresetFieldProps {
  value: LlmPresetId
  /** Whether a language model is installed that Docent runs itself; without one there is nothing to choose. */
  hasOwnModels: boolean
  onChange: (preset: LlmPresetId) => void
}

/** Choosing a kind of server fills in its address. */
export function PresetField({ value, hasOwnModels, onChange }: PresetFieldProps) {
  const t = useTranslations('connections')
  const presetName = usePresetName()
  const ids = llmPresetIds.filter((id) => id !== 'this-machine' || hasOwnModels || value === id)
  const hint = value === 'this-machine' ? 'presetThisMachine' : llmPreset(value).localPort === null ? 'presetService' : 'presetAtHome'
  return (
    <SelectField
      label={t('preset')}
      hint={t(hint)}
      options={ids.map((id) => ({ value: id, label: presetName(id) }))}
      value={value}
      onChange={(event) => onChange(llmPresetIds.find((id) => id === event.target.value) ?? 'other')}
    />
  )
}
