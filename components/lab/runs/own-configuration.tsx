'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { TextField } from '@/components/ui/fields/text-field'
import { IconButton } from '@/components/ui/icon-button'
import type { NamedConfiguration } from '@/lib/domain/retrieval/test-set'
import { ConfigurationFields } from '../configuration/configuration-fields'
import { useConfigurationName } from '../configuration/use-configuration-name'

interface OwnConfigurationProps {
  value: NamedConfiguration
  onChange: (value: NamedConfiguration) => void
  onRemove: () => void
}

const longestName = 60

/** A configuration with a name. Until the person names it, it is called what it is. */
export function OwnConfiguration({ value, onChange, onRemove }: OwnConfigurationProps) {
  const t = useTranslations('lab.runs')
  const nameOf = useConfigurationName()
  return (
    <div className="relative rounded-xl border border-border bg-surface p-3 pr-12 sm:p-4 sm:pr-12">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={t('name')}
          value={value.name}
          maxLength={longestName}
          placeholder={nameOf(value.configuration)}
          onChange={(event) => onChange({ ...value, name: event.target.value })}
        />
        <ConfigurationFields value={value.configuration} onChange={(configuration) => onChange({ ...value, configuration })} />
      </div>
      <IconButton size="sm" label={t('removeOwn')} onClick={onRemove} className="absolute top-2 right-2">
        <X aria-hidden size={16} />
      </IconButton>
    </div>
  )
}
