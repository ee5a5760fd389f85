'use client'

import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { callApi } from '@/components/api/call-api'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import type { TestSet } from '@/lib/domain/retrieval/test-set'
import { labApi } from '../addresses'
import { SetNameDialog } from './set-name-dialog'

interface SetMenuProps {
  set: TestSet
  onChanged: () => void
  onDeleted: () => void
}

/** What can be done with a set as a whole. */
export function SetMenu({ set, onChanged, onDeleted }: SetMenuProps) {
  const t = useTranslations('lab.sets')
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null)
  const trigger = useRef<HTMLButtonElement>(null)

  /** The dialog was opened from a menu that is gone: the focus goes back to the menu's button, or to the page when that is gone too. */
  function returnFocus(event: Event): void {
    event.preventDefault()
    const target = trigger.current?.isConnected ? trigger.current : document.getElementById('content')
    target?.focus()
  }

  return (
    <>
      <Menu
        trigger={
          <IconButton ref={trigger} size="sm" label={t('options', { name: set.name })}>
            <Ellipsis aria-hidden size={18} />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil aria-hidden size={15} />} onSelect={() => setOpen('rename')}>
          {t('rename')}
        </MenuItem>
        <MenuItem icon={<Trash2 aria-hidden size={15} />} tone="danger" onSelect={() => setOpen('delete')}>
          {t('delete')}
        </MenuItem>
      </Menu>
      {open === 'rename' ? (
        <SetNameDialog
          set={set}
          onClose={() => setOpen(null)}
          onReturnFocus={returnFocus}
          onSaved={() => {
            setOpen(null)
            onChanged()
          }}
        />
      ) : null}
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={(isOpen) => setOpen(isOpen ? 'delete' : null)}
        onReturnFocus={returnFocus}
        tone="danger"
        title={t('deleteTitle', { name: set.name })}
        description={t('deleteDescription', { count: set.questionCount })}
        confirmLabel={t('delete')}
        onConfirm={async () => {
          await callApi(labApi.set(set.id), { method: 'DELETE' })
          onDeleted()
        }}
      />
    </>
  )
}
