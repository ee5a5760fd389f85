'use client'

import { useTranslations } from 'next-intl'
import { useApi } from '@/components/api/use-api'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import type { SitePage } from '@/lib/domain/site'
import { siteName } from './site-name'
import { useErrorText } from './use-error-text'

/** The addresses of a site that could not be read, each with the reason. */
export function SiteFailures({ siteId }: { siteId: string }) {
  const t = useTranslations('sites.list')
  const errorText = useErrorText()
  const { data, error, loading } = useApi<{ pages: SitePage[] }>(`/api/sites/${encodeURIComponent(siteId)}`)
  if (error) return <ErrorNotice title={t('loadFailed')} message={error.message} />
  if (loading && !data) return <Spinner label={t('details')} />
  return (
    <ul className="mt-2 flex max-h-60 flex-col gap-1.5 overflow-y-auto border-t border-border pt-2 text-sm">
      {(data?.pages ?? []).map((page) =>
        page.errorCode === null ? null : (
          <li key={page.url}>
            <span dir="auto" className="break-all">
              {siteName(page.url)}
            </span>
            <span className="block text-text-muted">{errorText(page.errorCode)}</span>
          </li>
        ),
      )}
    </ul>
  )
}
