'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef } from 'react'
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
  const id = useId()
  const isPart = chosenCount > 0 && chosenCount < shownCount

  useEffect(() => {
    if (box.current) box.current.indeterminate = isPart
  }, [isPart])

  return (
    <div className="sticky top-0 z-10 flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 border-b border-border bg-surface px-3 py-2 text-sm sm:px-4">
      <input
        ref={box}
        id={id}
        type="checkbox"
        checked={chosenCount > 0 && chosenCount === shownCount}
        onChange={(event) => onChooseAll(event.target.checked)}
        className="size-4 shrink-0 accent-accent"
      />
      <label htmlFor={id} className={chosenCount > 0 ? 'sr-only' : 'flex-1 text-text-muted'}>
        {t('selectAll')}
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
