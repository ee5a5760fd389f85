import { useTranslations } from 'next-intl'
import { ProgressBar } from '@/components/ui/progress-bar'

/** A score with a bar against `best`, the highest score of its list. The number is what is read out. */
export function PassageScore({ score, best }: { score: number; best: number }) {
  const t = useTranslations('admin.chunk')
  const shown = score.toFixed(3)
  return (
    <div className="flex w-36 items-center gap-2">
      <div aria-hidden className="flex-1">
        <ProgressBar value={score} max={Math.max(best, Number.EPSILON)} label="" />
      </div>
      <span aria-hidden className="text-sm font-medium tabular-nums">
        {shown}
      </span>
      <span className="sr-only">{t('score', { score: shown })}</span>
    </div>
  )
}
