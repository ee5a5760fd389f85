'use client'

import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { TestRun, TestRunStatus } from '@/lib/domain/retrieval/test-set'

const tones: Record<TestRunStatus, 'accent' | 'success' | 'neutral' | 'danger'> = {
  running: 'accent',
  finished: 'success',
  cancelled: 'neutral',
  failed: 'danger',
}

export function RunStatus({ run }: { run: TestRun }) {
  const t = useTranslations('lab.runs.state')
  return <Badge tone={tones[run.status]}>{run.status === 'running' ? t('runningPart', { done: run.done, total: run.questionCount }) : t(run.status)}</Badge>
}
