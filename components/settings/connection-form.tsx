'use client'

import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { TextField } from '@/components/ui/fields/text-field'
import { connectionPresets, exampleModelFor } from './connection-presets'
import type { LanguageModelSettings } from './settings'
import { useConnectionForm } from './use-connection-form'

interface ConnectionFormProps {
  settings: LanguageModelSettings
  onEdited: () => void
  onSaved: (model: string) => void
}

/** The address, model and key of a language model. Saving tests first; the server refuses to keep what does not answer. */
export function ConnectionForm({ settings, onEdited, onSaved }: ConnectionFormProps) {
  const t = useTranslations('settings.llm')
  const form = useConnectionForm(settings, { onEdited, onSaved })
  const { fields, errors, busy, outcome } = form
  const isSavedAddress = fields.baseUrl.trim() === settings.baseUrl

  function submit(event: FormEvent): void {
    event.preventDefault()
    void form.save()
  }

  return (
    <form noValidate onSubmit={submit} autoComplete="off" className="flex flex-col gap-4">
      <PresetButtons onChoose={(baseUrl) => form.change({ baseUrl })} />
      <TextField
        label={t('baseUrl')}
        hint={t('baseUrlHint')}
        error={errors.baseUrl ? t(errors.baseUrl) : null}
        type="url"
        inputMode="url"
        spellCheck={false}
        placeholder="http://127.0.0.1:11434/v1"
        value={fields.baseUrl}
        onChange={(event) => form.change({ baseUrl: event.target.value })}
      />
      <TextField
        label={t('model')}
        hint={t('modelHint', { example: exampleModelFor(fields.baseUrl) })}
        error={errors.model ? t(errors.model) : null}
        spellCheck={false}
        autoCapitalize="none"
        value={fields.model}
        onChange={(event) => form.change({ model: event.target.value })}
      />
      <TextField
        label={t('apiKey')}
        hint={settings.hasKey ? t(isSavedAddress ? 'apiKeyKept' : 'apiKeyAddressChanged') : t('apiKeyHint')}
        type="password"
        autoComplete="new-password"
        spellCheck={false}
        value={fields.apiKey}
        onChange={(event) => form.change({ apiKey: event.target.value })}
      />
      <p className="text-sm text-text-muted">{t('privacy')}</p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" loading={busy === 'saving'} disabled={busy !== null}>
          {t('save')}
        </Button>
        <Button loading={busy === 'testing'} disabled={busy !== null} onClick={() => void form.test()}>
          {t('test')}
        </Button>
      </div>
      <div role="status" className="text-sm text-text-muted empty:hidden">
        {busy ? t(busy) : null}
      </div>
      {outcome?.kind === 'works' ? (
        <p role="status" className="flex items-center gap-2 text-sm text-success">
          <CircleCheck aria-hidden size={16} className="shrink-0" />
          {t('testOk')}
        </p>
      ) : null}
      {outcome?.kind === 'failed' ? <ErrorNotice title={t(outcome.during)} message={outcome.message} /> : null}
    </form>
  )
}

function PresetButtons({ onChoose }: { onChoose: (baseUrl: string) => void }) {
  const t = useTranslations('settings.llm')
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{t('presets')}</legend>
      <div className="flex flex-wrap gap-1.5">
        {connectionPresets.map(({ name, baseUrl }) => (
          <Button key={name} size="sm" onClick={() => onChoose(baseUrl)}>
            {t(`preset.${name}`)}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}
