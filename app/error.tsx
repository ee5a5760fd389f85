'use client'

import { useTranslations } from 'next-intl'
import { ErrorNotice } from '@/components/ui/error-notice'

export default function PageError({ reset }: { error: Error; reset: () => void }) {
  const t = useTranslations('shell')
  return (
    <div className="mx-auto max-w-2xl p-6">
      <ErrorNotice title={t('errorTitle')} message={t('errorDescription')} onRetry={reset} />
    </div>
  )
}
