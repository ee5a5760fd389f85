'use client'

import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import type { ConversationSummary } from '@/lib/domain/conversation'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { IconButton } from '../ui/icon-button'
import { Menu, MenuItem } from '../ui/menu'
import { useConversations } from './conversations-context'
import { RenameDialog } from './rename-dialog'

export function ConversationItem({ conversation, onNavigate }: { conversation: ConversationSummary; onNavigate?: (() => void) | undefined }) {
  const t = useTranslations('shell')
  const router = useRouter()
  const { remove } = useConversations()
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null)
  const row = useRef<HTMLLIElement>(null)
  const isDeleted = useRef(false)
  const path = `/c/${conversation.id}`
  const isCurrent = usePathname() === path

  async function confirmDelete() {
    await remove(conversation.id)
    isDeleted.current = true
    if (isCurrent) router.push('/')
  }

  /** The dialogs are opened from the menu, whose button they must go back to themselves; a deleted row passes it on. */
  function returnFocus(event: Event) {
    event.preventDefault()
    const neighbour = row.current?.nextElementSibling ?? row.current?.previousElementSibling
    const target = isDeleted.current ? (neighbour?.querySelector('a') ?? document.getElementById('content')) : row.current?.querySelector('button')
    if (target instanceof HTMLElement) target.focus()
  }

  return (
    <li ref={row} className={`group relative flex items-center rounded-lg ${isCurrent ? 'bg-surface-hover' : 'hover:bg-surface-hover'}`}>
      <Link
        href={path}
        prefetch={false}
        onClick={onNavigate}
        aria-current={isCurrent ? 'page' : undefined}
        className={`min-w-0 flex-1 truncate rounded-lg py-1.5 pr-9 pl-2.5 text-sm ${isCurrent ? 'font-medium text-text' : 'text-text-muted group-hover:text-text'}`}
      >
        <bdi>{conversation.title}</bdi>
      </Link>
      <Menu
        trigger={
          <IconButton
            label={t('conversationOptions', { title: conversation.title })}
            size="sm"
            className="absolute right-0 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
          >
            <Ellipsis aria-hidden size={16} />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil aria-hidden size={16} />} onSelect={() => setDialog('rename')}>
          {t('rename')}
        </MenuItem>
        <MenuItem icon={<Trash2 aria-hidden size={16} />} tone="danger" onSelect={() => setDialog('delete')}>
          {t('delete')}
        </MenuItem>
      </Menu>
      {dialog === 'rename' ? <RenameDialog conversation={conversation} onClose={() => setDialog(null)} onReturnFocus={returnFocus} /> : null}
      <ConfirmDialog
        title={t('deleteTitle')}
        description={t('deleteDescription', { title: conversation.title })}
        confirmLabel={t('delete')}
        tone="danger"
        open={dialog === 'delete'}
        onOpenChange={(open) => setDialog(open ? 'delete' : null)}
        onConfirm={confirmDelete}
        onReturnFocus={returnFocus}
      />
    </li>
  )
}
