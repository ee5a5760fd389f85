'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields/text-field'
import { llmPreset } from '@/lib/domain/llm/llm-presets'
import { ConnectionTrouble } from './connection-trouble'
import type { ConnectionFormState } from './use-connection-form'

/** The model's name: chosen from the server's list, by the browser's own combobox, or typed, since not every server has a list. */
export function ModelField({ form }: { form: ConnectionFormState }) {
  const t = useTranslations('connections')
  const listId = useId()
  const { fields, errors, models, busy, outcome } = form
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label={t('model')}
        hint={models ? t('modelsListed', { count: models.length }) : t('modelHint', { example: llmPreset(fields.preset).exampleModel })}
        error={errors.model ? t(errors.model) : null}
        list={listId}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        value={fields.model}
        onChange={(event) => form.change({ model: event.target.value })}
      />
      <datalist id={listId}>
        {(models ?? []).map((model) => (
          <option key={model} value={model} />
        ))}
      </datalist>
      <Button size="sm" className="w-fit" loading={busy === 'listing'} disabled={busy === 'saving' || busy === 'testing'} onClick={() => void form.list()}>
        {t('listModels')}
      </Button>
      {models?.length === 0 ? <p className="text-sm text-warning">{t('noModels')}</p> : null}
      {outcome?.kind === 'failed' && outcome.during === 'listing' ? (
        <ConnectionTrouble failure={outcome.failure} preset={fields.preset} model={fields.model} isListing />
      ) : null}
    </div>
  )
}
