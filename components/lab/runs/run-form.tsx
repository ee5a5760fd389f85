'use client'

import { Play, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callApi } from '@/components/api/call-api'
import { useApiAction } from '@/components/api/use-api-action'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { CheckField } from '@/components/ui/fields/check-field'
import type { NamedConfiguration, TestRun, TestSet } from '@/lib/domain/retrieval/test-set'
import { labApi } from '../addresses'
import { type PresetName, presetNames, presets } from '../configuration/presets'
import { useConfigurationName } from '../configuration/use-configuration-name'
import { OwnConfiguration } from './own-configuration'

interface RunFormProps {
  set: TestSet
  onStarted: (run: TestRun) => void
}

const usualPresets: PresetName[] = ['automatic', 'dense', 'lexical']

/** Chooses the configurations to measure: the usual ones, and any of a person's own. */
export function RunForm({ set, onStarted }: RunFormProps) {
  const t = useTranslations('lab.runs')
  const [chosen, setChosen] = useState<PresetName[]>(usualPresets)
  const [own, setOwn] = useState<Array<NamedConfiguration & { key: number }>>([])
  const [problem, setProblem] = useState<'none' | 'name' | null>(null)
  const nameOf = useConfigurationName()
  const { busy, failure, run } = useApiAction<'start'>()

  async function start(): Promise<void> {
    const named = own.map(({ name, configuration }) => ({ name: name.trim() || nameOf(configuration), configuration }))
    const configurations = [
      ...presetNames.filter((name) => chosen.includes(name)).map((name) => ({ name: t(`preset.${name}`), configuration: presets[name] })),
      ...named,
    ]
    const names = configurations.map(({ name }) => name)
    const found = configurations.length === 0 ? 'none' : new Set(names).size < names.length ? 'name' : null
    setProblem(found)
    if (found) return
    await run('start', async () => onStarted(await callApi<TestRun>(labApi.runs(set.id), { method: 'POST', body: { configurations } })))
  }

  function addOwn(): void {
    setOwn((before) => [...before, { key: Math.max(0, ...before.map(({ key }) => key)) + 1, name: '', configuration: presets.fused }])
  }

  return (
    <div className="flex flex-col gap-4 rounded-xl border border-border bg-surface-raised p-4 sm:p-5">
      <fieldset>
        <legend className="mb-2 text-sm font-medium">{t('configurations')}</legend>
        <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
          {presetNames.map((name) => (
            <CheckField
              key={name}
              label={t(`preset.${name}`)}
              hint={t(`presetHint.${name}`)}
              checked={chosen.includes(name)}
              onChange={(event) => setChosen(event.target.checked ? [...chosen, name] : chosen.filter((other) => other !== name))}
            />
          ))}
        </div>
      </fieldset>
      {own.map((configuration) => (
        <OwnConfiguration
          key={configuration.key}
          value={configuration}
          onChange={(changed) => setOwn(own.map((other) => (other.key === configuration.key ? { ...changed, key: other.key } : other)))}
          onRemove={() => setOwn(own.filter(({ key }) => key !== configuration.key))}
        />
      ))}
      {problem ? (
        <p role="alert" className="text-sm text-danger">
          {t(problem === 'none' ? 'configurationNeeded' : 'nameNeeded')}
        </p>
      ) : null}
      {failure ? <ErrorNotice message={failure} /> : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" loading={busy !== null} disabled={set.questionCount === 0} onClick={() => void start()}>
          {busy ? null : <Play aria-hidden size={15} />}
          {t('start')}
        </Button>
        <Button variant="ghost" onClick={addOwn}>
          <Plus aria-hidden size={16} />
          {t('addOwn')}
        </Button>
        {set.questionCount === 0 ? <p className="text-sm text-text-muted">{t('noQuestions')}</p> : null}
      </div>
    </div>
  )
}
