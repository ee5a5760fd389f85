import { TriangleAlert } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { type ErrorCode, errorCatalog } from '@/lib/domain/error-catalog'

/** Why the change waits. */
export function ChangeTrouble({ code }: { code: ErrorCode }) {
  const t = useTranslations('models.change')
  const language = useLocale() === 'ko' ? 'ko' : 'en'
  return (
    <p role="alert" className="flex items-start gap-2.5 rounded-[10px] bg-warning-soft px-4 py-3 text-sm">
      <TriangleAlert aria-hidden size={18} className="mt-0.5 shrink-0 text-warning" />
      <span>
        {errorCatalog[code][language]} {t('trouble')}.
      </span>
    </p>
  )
}
