'use client'

import { CircleSlash, FileClock, FileWarning } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { EmptyState } from '@/components/ui/empty-state'
import type { DocumentRecord } from '@/lib/domain/document'
import { errorCatalog, type InterfaceLanguage } from '@/lib/domain/error-catalog'

/** A document that was never read whole: why, and what happens next. */
export function NothingToShow({ document }: { document: DocumentRecord }) {
  const t = useTranslations('viewer.document.nothing')
  const locale = useLocale() as InterfaceLanguage
  const { status, errorCode } = document
  if (status === 'failed')
    return <EmptyState icon={<FileWarning size={24} />} title={t('failed')} description={errorCatalog[errorCode ?? 'internal_error'][locale]} />
  if (status === 'cancelled') return <EmptyState icon={<CircleSlash size={24} />} title={t('cancelled')} description={t('cancelledHint')} />
  return <EmptyState icon={<FileClock size={24} />} title={t(status === 'queued' ? 'queued' : 'processing')} description={t('waitHint')} />
}
