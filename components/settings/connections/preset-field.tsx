'use client'

import { useTranslations } from 'next-intl'
import { SelectField } from '@/components/ui/fields/select-field'
import { type LlmPresetId, llmPresetIds } from '@/lib/domain/llm/llm-connection'
import { llmPreset } from '@/lib/domain/llm/llm-presets'

/** Choosing a kind of server fills in its address. */
export function PresetField({ value, onChange }: { value: LlmPresetId; onChange: (preset: LlmPresetId) => void }) {
  const t = useTranslations('connections')
  const options = llmPresetIds.map((id) => ({ value: id, label: llmPreset(id).name || t('otherServer') }))
  return (
    <SelectField
      label={t('preset')}
      hint={t(llmPreset(value).localPort === null ? 'presetService' : 'presetAtHome')}
      options={options}
      value={value}
      onChange={(event) => onChange(llmPresetIds.find((id) => id === event.target.value) ?? 'other')}
    />
  )
}
