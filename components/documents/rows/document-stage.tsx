import { CircleCheck, CircleSlash, CircleX, Clock, Hourglass } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { DocumentRecord, DocumentStage as Stage } from '@/lib/domain/document'

/** The stages with work in them, in order; each is one part of the bar. */
const workStages: readonly Stage[] = ['reading', 'chunking', 'embedding']

interface DocumentStageProps {
  document: DocumentRecord
  /** From 1; null when it is too far back to be counted. */
  queuePosition: number | null
}

export function DocumentStage({ document, queuePosition }: DocumentStageProps) {
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
    case 'cancelled':
      return (
        <p className="flex items-center gap-1.5 text-sm text-text-muted">
          <CircleSlash aria-hidden size={16} />
          {t('cancelled')}
        </p>
      )
    case 'queued':
      return document.errorCode ? <PutOffStage document={document} /> : <WaitingStage queuePosition={queuePosition} />
    case 'processing':
      return <WorkingStage document={document} />
  }
}

function WaitingStage({ queuePosition }: { queuePosition: number | null }) {
  const t = useTranslations('documents.stage')
  return (
    <p className="flex items-center gap-1.5 text-sm text-text-muted tabular-nums">
      <Clock aria-hidden size={16} />
      {queuePosition === null ? `${t('received')} · ${t('waiting')}` : t('position', { position: queuePosition })}
    </p>
  )
}

/** A passing trouble: nothing is lost and nothing has to be done, but a person should know why it takes longer. */
function PutOffStage({ document }: { document: DocumentRecord }) {
  const t = useTranslations('documents.stage')
  const format = useFormatter()
  return (
    <p className="flex items-center gap-1.5 text-sm text-warning tabular-nums">
      <Hourglass aria-hidden size={16} className="shrink-0" />
      {document.retryAt ? t('retryAt', { time: format.dateTime(new Date(document.retryAt), { timeStyle: 'medium' }) }) : t('putOff')}
    </p>
  )
}

function WorkingStage({ document }: { document: DocumentRecord }) {
  const t = useTranslations('documents')
  const { stage, progressDone: done, progressTotal: total } = document
  const label = total > 0 && (stage === 'embedding' || stage === 'reading') ? t(`stage.${stage}Count`, { done, total }) : t(`stage.${stage}`)
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
