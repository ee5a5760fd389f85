import { CircleCheck, CircleX, Clock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { DocumentRecord, DocumentStage as Stage } from '@/lib/domain/document'

/** The stages with work in them, in order; each is one part of the bar. */
const workStages: readonly Stage[] = ['reading', 'chunking', 'embedding']

export function DocumentStage({ document }: { document: DocumentRecord }) {
  const t = useTranslations('documents.stage')
  switch (document.status) {
    case 'ready':
      return (
        <p className="flex items-center gap-1.5 text-sm text-success">
          <CircleCheck aria-hidden size={16} />
          {t('ready')}
        </p>
      )
    case 'failed':
      return (
        <p className="flex items-center gap-1.5 text-sm font-medium text-danger">
          <CircleX aria-hidden size={16} />
          {t('failed')}
        </p>
      )
    case 'queued':
      return (
        <p className="flex items-center gap-1.5 text-sm text-text-muted">
          <Clock aria-hidden size={16} />
          {t('received')} · {t('waiting')}
        </p>
      )
    case 'processing':
      return <WorkingStage document={document} />
  }
}

function WorkingStage({ document }: { document: DocumentRecord }) {
  const t = useTranslations('documents')
  const { stage, progressDone: done, progressTotal: total } = document
  const label = stage === 'embedding' && total > 0 ? t('stage.embeddingCount', { done, total }) : t(`stage.${stage}`)
  const current = workStages.indexOf(stage)
  return (
    <div className="flex flex-col gap-1.5">
      <p className="text-sm text-accent tabular-nums">{label}</p>
      <div className="flex gap-1">
        {workStages.map((name, index) =>
          name === 'embedding' ? (
            <div key={name} className="flex-[3]">
              <ProgressBar value={stage === name ? done : 0} max={total} label={t('row.progressLabel', { name: document.source })} />
            </div>
          ) : (
            <span key={name} aria-hidden className={`h-1.5 flex-1 rounded-full ${partClasses(index, current)}`} />
          ),
        )}
      </div>
    </div>
  )
}

function partClasses(index: number, current: number): string {
  if (index < current) return 'bg-accent'
  return index === current ? 'animate-pulse bg-accent' : 'bg-surface-hover'
}
