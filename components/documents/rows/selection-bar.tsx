'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'

interface SelectionBarProps {
  shownCount: number
  chosenCount: number
  onChooseAll: (isChosen: boolean) => void
  onDelete: () => void
}

export function SelectionBar({ shownCount, chosenCount, onChooseAll, onDelete }: SelectionBarProps) {
  const t = useTranslations('documents.list')
  const box = useRef<HTMLInputElement>(null)
  const isPart = chosenCount > 0 && chosenCount < shownCount

  useEffect(() => {
    if (box.current) box.current.indeterminate = isPart
  }, [isPart])

  return (
    <div className="sticky top-0 z-10 flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 border-b border-border bg-surface px-3 py-2 text-sm sm:px-4">
      <label className={`flex min-h-8 items-center gap-3 text-text-muted ${chosenCount > 0 ? '' : 'flex-1'}`}>
        <span className="-mx-2 flex size-8 items-center justify-center">
          <input
            ref={box}
            type="checkbox"
            checked={chosenCount > 0 && chosenCount === shownCount}
            onChange={(event) => onChooseAll(event.target.checked)}
            className="size-4 accent-accent"
          />
        </span>
        <span className={chosenCount > 0 ? 'sr-only' : ''}>{t('selectAll')}</span>
      </label>
      {chosenCount > 0 ? (
        <>
          <span className="flex-1 font-medium tabular-nums">{t('selected', { count: chosenCount })}</span>
          <Button size="sm" variant="ghost" onClick={() => onChooseAll(false)}>
            {t('clearSelection')}
          </Button>
          <Button size="sm" variant="danger" onClick={onDelete}>
            <Trash2 aria-hidden size={15} />
            {t('deleteSelected')}
          </Button>
        </>
      ) : null}
    </div>
  )
}
