import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'

/** Says that the server answered. */
export function WorksNote() {
  const t = useTranslations('connections')
  return (
    <span className="flex items-center gap-2 text-success">
      <CircleCheck aria-hidden size={16} className="shrink-0" />
      {t('testOk')}
    </span>
  )
}
