'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { ErrorNotice } from '@/components/ui/error-notice'
import type { SiteRecord } from '@/lib/domain/site'
import { DeleteSiteDialog } from './delete-site-dialog'
import { SiteRow } from './site-row'
import { useSites } from './use-sites'

/** `round` counts up when a site was added elsewhere. Draws nothing while there are no sites. */
export function SitesSection({ round = 0 }: { round?: number }) {
  const t = useTranslations('sites.list')
  const { sites, failure, reload } = useSites()
  const [deleting, setDeleting] = useState<SiteRecord | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const shownRound = useRef(round)

  useEffect(() => {
    if (shownRound.current === round) return
    shownRound.current = round
    reload()
  }, [round, reload])

  if (failure && sites.length === 0) return <ErrorNotice title={t('loadFailed')} message={failure.message} onRetry={reload} />
  if (sites.length === 0) return null
  return (
    <section aria-labelledby="sites-title" className="flex flex-col gap-2">
      <h2 id="sites-title" ref={heading} tabIndex={-1} className="text-sm font-semibold text-text-muted">
        {t('title')}
      </h2>
      {problem ? <ErrorNotice title={t('actionFailed')} message={problem} /> : null}
      <ul className="divide-y divide-border rounded-xl border border-border">
        {sites.map((site) => (
          <SiteRow
            key={site.id}
            site={site}
            onChanged={() => {
              setProblem(null)
              reload()
            }}
            onFailed={setProblem}
            onDelete={() => setDeleting(site)}
          />
        ))}
      </ul>
      <DeleteSiteDialog
        site={deleting}
        onClose={() => setDeleting(null)}
        onDeleted={reload}
        onReturnFocus={(event) => {
          // The button that opened it may be gone with its row.
          event.preventDefault()
          heading.current?.focus()
        }}
      />
    </section>
  )
}
