import { FileQuestion } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { buttonClasses } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'

export default async function NotFound() {
  const t = await getTranslations('shell')
  return (
    <EmptyState
      isPage
      icon={<FileQuestion size={24} />}
      title={t('notFoundTitle')}
      description={t('notFoundDescription')}
      action={
        <Link href="/" className={buttonClasses('primary')}>
          {t('backToChat')}
        </Link>
      }
    />
  )
}
