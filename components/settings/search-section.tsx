'use client'

import { useTranslations } from 'next-intl'
import { callApi } from '@/components/api/call-api'
import { useApi } from '@/components/api/use-api'
import { useApiAction } from '@/components/api/use-api-action'
import { ErrorNotice } from '@/components/ui/error-notice'
import { CheckField } from '@/components/ui/fields/check-field'
import { Spinner } from '@/components/ui/spinner'
import type { SearchSettings } from '@/lib/domain/retrieval/search-settings'
import { SettingSection } from './setting-section'

const switches = ['multiQuery', 'hypotheticalDocument', 'rerank'] as const

/** How questions are searched; each box is saved as it is ticked. Two of them need a language model. */
export function SearchSection({ hasLanguageModel }: { hasLanguageModel: boolean }) {
  const t = useTranslations('settings.search')
  const { data, error, loading, reload } = useApi<SearchSettings>('/api/settings/search')
  const { busy, failure, run } = useApiAction<'save'>()

  function change(name: (typeof switches)[number], isOn: boolean): void {
    if (data === null) return
    // Without a model its switches are off, whatever was saved while there was one.
    const saved = hasLanguageModel ? data : { ...data, multiQuery: false, hypotheticalDocument: false }
    void run('save', async () => {
      await callApi('/api/settings/search', { method: 'PUT', body: { ...saved, [name]: isOn } })
      reload()
    })
  }

  return (
    <SettingSection title={t('heading')} lead={t('lead')}>
      {error ? <ErrorNotice title={t('loadFailed')} message={error.message} onRetry={reload} /> : null}
      {!data && loading ? <Spinner label={t('loading')} /> : null}
      {data
        ? switches.map((name) => {
            const needsModel = name !== 'rerank' && !hasLanguageModel
            return (
              <CheckField
                key={name}
                label={t(`${name}.label`)}
                hint={needsModel ? `${t(`${name}.hint`)} ${t('needsModel')}` : t(`${name}.hint`)}
                checked={data[name] && !needsModel}
                disabled={needsModel || busy !== null}
                onChange={(event) => change(name, event.target.checked)}
              />
            )
          })
        : null}
      {failure ? <ErrorNotice title={t('saveFailed')} message={failure} /> : null}
    </SettingSection>
  )
}
