'use client'

import { useTranslations } from 'next-intl'
import type { FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/fields/text-field'
import type { LlmConnection } from '@/lib/domain/llm/llm-connection'
import { llmPreset } from '@/lib/domain/llm/llm-presets'
import type { ConnectionFields } from './connection-fields'
import { ConnectionTrouble } from './connection-trouble'
import { ModelField } from './model-field'
import { PresetField } from './preset-field'
import { type ConnectionFormState, useConnectionForm } from './use-connection-form'
import { WorksNote } from './works-note'

interface ConnectionDialogProps {
  fields: ConnectionFields
  connection: LlmConnection | null
  hasOwnModels: boolean
  /** Missing: the focus goes back to what was pressed. */
  giveFocusBack?: () => void
  onClose: () => void
  /** `addedId`: of a new one. */
  onSaved: (name: string, addedId: string | null) => void
}

export function ConnectionDialog({ fields, connection, hasOwnModels, giveFocusBack, onClose, onSaved }: ConnectionDialogProps) {
  const t = useTranslations('connections')
  const form = useConnectionForm({ fields, connection, onSaved })

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (form.busy !== 'saving') void form.save()
  }

  return (
    <Dialog
      title={connection ? t('editTitle') : t('addTitle')}
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      onReturnFocus={(event) => {
        if (!giveFocusBack) return
        event.preventDefault()
        giveFocusBack()
      }}
      // What was typed is not lost to a press beside the dialog.
      onPressOutside={(event) => event.preventDefault()}
    >
      <form noValidate onSubmit={submit} autoComplete="off" className="flex flex-col gap-4">
        <PresetField value={form.fields.preset} hasOwnModels={hasOwnModels} onChange={form.choosePreset} />
        {form.fields.preset === 'this-machine' ? null : <AddressFields form={form} connection={connection} />}
        <ModelField form={form} />
        <OtherFields form={form} />
        <Outcome form={form} />
        <DialogActions>
          <Button loading={form.busy === 'testing'} disabled={form.busy === 'saving'} onClick={() => void form.test()}>
            {t('test')}
          </Button>
          <Button type="submit" variant="primary" loading={form.busy === 'saving'} disabled={form.busy === 'testing'}>
            {t('save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

function AddressFields({ form, connection }: { form: ConnectionFormState; connection: LlmConnection | null }) {
  const t = useTranslations('connections')
  const { fields, errors, change } = form
  const preset = llmPreset(fields.preset)
  const isSameAddress = connection?.baseUrl === fields.baseUrl.trim()
  const keyHint = connection?.hasApiKey ? t(isSameAddress ? 'apiKeyKept' : 'apiKeyAddressChanged') : t(preset.needsKey ? 'apiKeyNeeded' : 'apiKeyHint')
  return (
    <>
      <TextField
        label={t('baseUrl')}
        hint={t('baseUrlHint')}
        error={errors.baseUrl ? t(errors.baseUrl) : null}
        type="url"
        inputMode="url"
        spellCheck={false}
        placeholder={preset.baseUrl ?? 'https://llm.example.com/v1'}
        value={fields.baseUrl}
        onChange={(event) => change({ baseUrl: event.target.value })}
      />
      <div className="flex flex-col gap-1.5">
        <TextField
          label={t('apiKey')}
          hint={keyHint}
          type="password"
          autoComplete="new-password"
          spellCheck={false}
          value={fields.apiKey}
          onChange={(event) => change({ apiKey: event.target.value })}
        />
        {preset.keyUrl ? (
          <a href={preset.keyUrl} target="_blank" rel="noopener noreferrer" className="w-fit text-sm font-medium text-accent underline underline-offset-2">
            {t('getKey', { name: preset.name })}
          </a>
        ) : null}
      </div>
    </>
  )
}

function OtherFields({ form }: { form: ConnectionFormState }) {
  const t = useTranslations('connections')
  const { fields, errors, change } = form
  return (
    <>
      <TextField
        label={t('contextTokens')}
        hint={t('contextHint')}
        error={errors.contextTokens ? t(errors.contextTokens) : null}
        inputMode="numeric"
        value={fields.contextTokens}
        onChange={(event) => change({ contextTokens: event.target.value })}
      />
      <TextField label={t('name')} hint={t('nameHint')} maxLength={100} value={fields.name} onChange={(event) => change({ name: event.target.value })} />
    </>
  )
}

function Outcome({ form }: { form: ConnectionFormState }) {
  const t = useTranslations('connections')
  const { busy, outcome, fields } = form
  return (
    <>
      <div role="status" className="text-sm text-text-muted empty:hidden">
        {busy ? t(busy) : null}
        {outcome?.kind === 'works' ? <WorksNote /> : null}
      </div>
      {outcome?.kind === 'failed' && outcome.during !== 'listing' ? (
        <ConnectionTrouble failure={outcome.failure} preset={fields.preset} model={fields.model}>
          {outcome.during === 'saving' ? (
            <Button size="sm" onClick={() => void form.saveUntested()}>
              {t('saveAnyway')}
            </Button>
          ) : null}
        </ConnectionTrouble>
      ) : null}
    </>
  )
}
