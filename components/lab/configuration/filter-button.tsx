'use client'

import { ListFilter } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import type { PassageFilter } from '@/lib/domain/passage'
import { FilterFields } from './filter-fields'
import { countFilters, tidyFilter } from './passage-filter'

interface FilterButtonProps {
  filter: PassageFilter
  onChange: (filter: PassageFilter) => void
  /** The button; missing: one that says how many filters there are. */
  trigger?: ReactNode
  /** Of the dialog; missing: those of the lab. */
  title?: string
  description?: string
}

/** Opens the filters, which are changed all at once. */
export function FilterButton({ filter, onChange, trigger, title, description }: FilterButtonProps) {
  const t = useTranslations('lab.filter')
  const [isOpen, setOpen] = useState(false)
  const [draft, setDraft] = useState(filter)
  const count = countFilters(filter)

  function apply(next: PassageFilter): void {
    onChange(tidyFilter(next))
    setOpen(false)
  }

  function changeOpen(next: boolean): void {
    if (next) setDraft(filter)
    setOpen(next)
  }

  return (
    <Dialog
      title={title ?? t('title')}
      description={description ?? t('description')}
      open={isOpen}
      onOpenChange={changeOpen}
      trigger={
        trigger ?? (
          <Button size="sm" className={`w-fit ${count > 0 ? 'text-accent' : ''}`}>
            <ListFilter aria-hidden size={15} />
            {count > 0 ? t('some', { count }) : t('none')}
          </Button>
        )
      }
    >
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault()
          // A form in a dialog is a child of the form around the dialog's button, for React's events.
          event.stopPropagation()
          apply(draft)
        }}
      >
        <FilterFields filter={draft} onChange={setDraft} />
        <DialogActions>
          <Button onClick={() => apply({})}>{t('clear')}</Button>
          <Button type="submit" variant="primary">
            {t('apply')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
