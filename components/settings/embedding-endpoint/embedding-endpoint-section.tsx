'use client'

import { CircleCheck } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import type { FormEvent } from 'react'
import { useApi } from '@/components/api/use-api'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { TextField } from '@/components/ui/fields/text-field'
import { FactList, SettingSection } from '../setting-section'
import { type EndpointSettings, useEndpointForm } from './use-endpoint-form'

/** An embedding model behind an address: set up here, chosen on the models page. */
export function EmbeddingEndpointSection() {
  const t = useTranslations('settings.embeddingEndpoint')
  const { data, error, reload } = useApi<EndpointSettings>('/api/settings/embedding-endpoint')
  return (
    <SettingSection title={t('heading')} lead={t('lead')}>
      {error ? <ErrorNotice title={t('loadFailed')} message={error.message} onRetry={reload} /> : null}
      {data ? <EndpointFacts settings={data} /> : null}
      {data && data.origin !== 'environment' ? <EndpointForm key={data.modelId} settings={data} onChanged={reload} /> : null}
    </SettingSection>
  )
}

function EndpointFacts({ settings }: { settings: EndpointSettings }) {
  const t = useTranslations('settings.embeddingEndpoint')
  const format = useFormatter()
  if (settings.origin === 'none') return null
  return (
    <>
      <FactList
        facts={[
          { name: t('modelId'), value: settings.modelId },
          ...(settings.dimensions === null ? [] : [{ name: t('dimensions'), value: format.number(settings.dimensions) }]),
        ]}
      />
      <p className="text-sm text-text-muted">{settings.origin === 'environment' ? t('environmentDetail') : t('chooseIt')}</p>
    </>
  )
}

function EndpointForm({ settings, onChanged }: { settings: EndpointSettings; onChanged: () => void }) {
  const t = useTranslations('settings.embeddingEndpoint')
  const form = useEndpointForm(settings, onChanged)

  function submit(event: FormEvent): void {
    event.preventDefault()
    void form.save()
  }

  return (
    <form noValidate onSubmit={submit} autoComplete="off" className="flex flex-col gap-4">
      <TextField
        label={t('baseUrl')}
        hint={t('baseUrlHint')}
        error={form.problem === 'baseUrlInvalid' ? t('baseUrlInvalid') : null}
        type="url"
        inputMode="url"
        spellCheck={false}
        placeholder="https://api.openai.com/v1"
        value={form.fields.baseUrl}
        onChange={(event) => form.change({ baseUrl: event.target.value })}
      />
      <TextField
        label={t('model')}
        hint={t('modelHint', { example: 'text-embedding-3-small' })}
        error={form.problem === 'modelMissing' ? t('modelMissing') : null}
        spellCheck={false}
        autoCapitalize="none"
        value={form.fields.model}
        onChange={(event) => form.change({ model: event.target.value })}
      />
      <TextField
        label={t('apiKey')}
        hint={settings.hasKey ? t('apiKeyKept') : t('apiKeyHint')}
        type="password"
        autoComplete="new-password"
        spellCheck={false}
        value={form.fields.apiKey}
        onChange={(event) => form.change({ apiKey: event.target.value })}
      />
      <p className="text-sm text-text-muted">{t('privacy')}</p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" loading={form.isSaving} disabled={form.isSaving}>
          {t('save')}
        </Button>
        {settings.origin === 'saved' ? (
          <ConfirmDialog
            title={t('removeTitle')}
            description={t('removeDescription')}
            confirmLabel={t('remove')}
            tone="danger"
            onConfirm={form.remove}
            trigger={<Button>{t('remove')}</Button>}
          />
        ) : null}
      </div>
      {form.isSaved ? (
        <p role="status" className="flex items-center gap-2 text-sm text-success">
          <CircleCheck aria-hidden size={16} className="shrink-0" />
          {t('saved')}
        </p>
      ) : null}
      {form.failure ? <ErrorNotice title={t('saveFailed')} message={form.failure} /> : null}
    </form>
  )
}
