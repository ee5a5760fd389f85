'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useRef, useState } from 'react'
import { callApi } from '@/components/api/call-api'
import { useApiAction } from '@/components/api/use-api-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { ChoiceField } from '@/components/ui/fields/choice-field'
import { TextField } from '@/components/ui/fields/text-field'
import type { SiteRecord } from '@/lib/domain/site'
import { emptySiteForm, numberLimits, readSiteForm, type SiteForm, type SiteProblem } from './site-form-state'

interface AddSiteDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  onAdded: (site: SiteRecord) => void
}

/** Takes a web address: one page, or the site it stands on. */
export function AddSiteDialog({ open, onOpenChange, onAdded }: AddSiteDialogProps) {
  const t = useTranslations('sites.add')
  return (
    <Dialog title={t('title')} description={t('description')} open={open} onOpenChange={onOpenChange}>
      <AddSiteForm
        onAdded={(site) => {
          onAdded(site)
          onOpenChange(false)
        }}
      />
    </Dialog>
  )
}

function AddSiteForm({ onAdded }: { onAdded: (site: SiteRecord) => void }) {
  const t = useTranslations('sites.add')
  const element = useRef<HTMLFormElement>(null)
  const [form, setForm] = useState<SiteForm>(emptySiteForm)
  const [problem, setProblem] = useState<SiteProblem | null>(null)
  const { busy, failure, run } = useApiAction<'add'>()
  const change = (part: Partial<SiteForm>) => setForm((before) => ({ ...before, ...part }))

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const read = readSiteForm(form)
    setProblem('problem' in read ? read.problem : null)
    if ('problem' in read) return element.current?.querySelector<HTMLElement>(`[name="${read.problem.field}"]`)?.focus()
    await run('add', async () => onAdded(await callApi<SiteRecord>('/api/sites', { method: 'POST', body: read.body })))
  }

  return (
    <form ref={element} noValidate onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        name="url"
        type="url"
        inputMode="url"
        dir="ltr"
        label={t('url')}
        hint={t('urlHint')}
        error={problem?.field === 'url' ? t(problem.key) : null}
        value={form.url}
        onChange={(event) => change({ url: event.target.value })}
        autoComplete="off"
        spellCheck={false}
        maxLength={2000}
      />
      <ChoiceField
        label={t('scope')}
        name="scope"
        value={form.scope}
        options={[
          { value: 'page', label: t('page') },
          { value: 'site', label: t('site') },
        ]}
        onChange={(scope) => change({ scope })}
      />
      {form.scope === 'site' ? <SiteFields form={form} problem={problem} onChange={change} /> : null}
      <ChoiceField
        label={t('repeat')}
        name="repeat"
        value={form.repeat}
        options={[
          { value: 'never', label: t('never') },
          { value: 'daily', label: t('daily') },
          { value: 'weekly', label: t('weekly') },
        ]}
        onChange={(repeat) => change({ repeat })}
      />
      <p className="text-sm text-text-muted">{t('manners')}</p>
      {failure ? <ErrorNotice message={failure} /> : null}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" loading={busy !== null}>
          {t('submit')}
        </Button>
      </div>
    </form>
  )
}

function SiteFields({ form, problem, onChange }: { form: SiteForm; problem: SiteProblem | null; onChange: (part: Partial<SiteForm>) => void }) {
  const t = useTranslations('sites.add')
  const numberError = (field: 'depth' | 'maxPages') => (problem?.field === field ? t(problem.key, numberLimits[field]) : null)
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="depth"
          inputMode="numeric"
          label={t('depth')}
          error={numberError('depth')}
          value={form.depth}
          onChange={(event) => onChange({ depth: event.target.value })}
        />
        <TextField
          name="maxPages"
          inputMode="numeric"
          label={t('pages')}
          error={numberError('maxPages')}
          value={form.maxPages}
          onChange={(event) => onChange({ maxPages: event.target.value })}
        />
      </div>
      <TextField
        name="pathPrefix"
        dir="ltr"
        label={t('path')}
        hint={t('pathHint')}
        error={problem?.field === 'pathPrefix' ? t(problem.key) : null}
        value={form.pathPrefix}
        onChange={(event) => onChange({ pathPrefix: event.target.value })}
        spellCheck={false}
        maxLength={500}
      />
      <ChoiceField
        label={t('take')}
        name="take"
        value={form.take}
        options={[
          { value: 'both', label: t('takeBoth') },
          { value: 'pages', label: t('takePages') },
          { value: 'files', label: t('takeFiles') },
        ]}
        onChange={(take) => onChange({ take })}
      />
    </>
  )
}
