'use client'

import { RefreshCw, Sparkles, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { ProgressBar } from '@/components/ui/progress-bar'
import { Spinner } from '@/components/ui/spinner'
import type { Summary } from '@/lib/domain/summary'
import type { CitedPlace } from '../../chat/cited-answer/resolve-citation'
import { SummaryText } from './summary-text'
import { useSummary } from './use-summary'

interface SummaryPanelProps {
  /** Null for the library. */
  documentId: string | null
  onOpenPlace: (place: CitedPlace) => void
}

/** What a document, or the library, says: every sentence with the marks of its places. Made when a person asks for it. */
export function SummaryPanel({ documentId, onOpenPlace }: SummaryPanelProps) {
  const t = useTranslations('summaries')
  const { summary, isLoading, readFailure, reload, making, failure, make, cancel } = useSummary(documentId)
  if (readFailure && !summary) return <ErrorNotice title={t('loadFailed')} message={readFailure.message} onRetry={reload} />
  if (isLoading) {
    return (
      <p className="flex items-center gap-2 text-text-muted">
        <Spinner size={16} />
        {t('loading')}
      </p>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      {making ? <Progress {...making} onCancel={cancel} /> : null}
      {!making && failure !== null ? <ErrorNotice title={t('failed')} message={failure || t('failedHint')} onRetry={make} /> : null}
      {summary ? <SummaryText summary={summary} onOpenPlace={onOpenPlace} /> : null}
      {making || (failure !== null && !summary) ? null : <MakeButton summary={summary} isOfLibrary={documentId === null} onMake={make} />}
    </div>
  )
}

function Progress({ done, total, onCancel }: { done: number; total: number; onCancel: () => void }) {
  const t = useTranslations('summaries')
  return (
    <div className="flex flex-col gap-2" data-summary="making">
      <p role="status" className="text-sm text-text-muted">
        {t('making')}
      </p>
      <div className="flex items-center gap-3">
        <ProgressBar value={done} max={total} label={t('making')} />
        <Button size="sm" variant="ghost" onClick={onCancel}>
          <X aria-hidden size={15} />
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}

function MakeButton({ summary, isOfLibrary, onMake }: { summary: Summary | null; isOfLibrary: boolean; onMake: () => void }) {
  const t = useTranslations('summaries')
  if (summary === null) {
    return (
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button onClick={onMake}>
          <Sparkles aria-hidden size={16} />
          {t('make')}
        </Button>
        <p className="text-sm text-text-muted">{t(isOfLibrary ? 'emptyLibrary' : 'emptyDocument')}</p>
      </div>
    )
  }
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button size="sm" variant={summary.isCurrent ? 'ghost' : 'secondary'} onClick={onMake}>
        <RefreshCw aria-hidden size={15} />
        {t('makeAnew')}
      </Button>
      {summary.isCurrent ? null : <p className="text-sm text-warning">{t(isOfLibrary ? 'staleLibrary' : 'staleDocument')}</p>}
    </div>
  )
}
