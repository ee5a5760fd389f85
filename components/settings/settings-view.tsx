'use client'

import { useTranslations } from 'next-intl'
import { useApi } from '@/components/api/use-api'
import type { Theme } from '@/components/shell/theme'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import { AppearanceSection } from './appearance-section'
import { ChunkingSection } from './chunking-section'
import { ConnectionsSection } from './connections/connections-section'
import { EmbeddingEndpointSection } from './embedding-endpoint/embedding-endpoint-section'
import { EmbeddingSection } from './embedding-section'
import { SearchSection } from './search-section'
import { FactList, SettingSection } from './setting-section'
import type { Settings } from './settings'

export function SettingsView({ initialTheme }: { initialTheme: Theme }) {
  const t = useTranslations('settings')
  const { data, error, loading, reload } = useApi<Settings>('/api/settings')
  return (
    <div className="relative mx-auto flex w-full max-w-3xl flex-col gap-5 px-4 py-6 sm:px-8 sm:py-8">
      <h1 className="text-2xl font-semibold">{t('title')}</h1>
      {error ? <ErrorNotice title={t('loadFailed')} message={error.message} onRetry={reload} /> : null}
      {!data && loading ? <Spinner label={t('loading')} /> : null}
      {data ? (
        <>
          <ConnectionsSection onChanged={reload} />
          <EmbeddingSection model={data.embeddingModel} />
          <EmbeddingEndpointSection />
          <SearchSection hasLanguageModel={data.llm.origin !== 'none'} />
          <ChunkingSection />
        </>
      ) : null}
      <AppearanceSection initialTheme={initialTheme} />
      {data ? (
        <SettingSection title={t('about.heading')}>
          <FactList
            facts={[
              { name: t('about.version'), value: `Docent ${data.version}` },
              { name: t('about.license'), value: 'Apache-2.0' },
            ]}
          />
        </SettingSection>
      ) : null}
    </div>
  )
}
