'use client'

import { Braces, Ellipsis, FileDown, Printer, Share2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Badge } from '../../ui/badge'
import { IconButton } from '../../ui/icon-button'
import { Menu, MenuItem } from '../../ui/menu'
import { exportPath, saveFile } from './save-file'
import { ShareDialog } from './share-dialog'

interface ConversationHeaderProps {
  conversationId: string
  title: string
  shareId: string | null
  onShared: (shareId: string | null) => void
}

/** The name of the conversation, and what can be done with all of it. */
export function ConversationHeader({ conversationId, title, shareId, onShared }: ConversationHeaderProps) {
  const t = useTranslations('conversation')
  const router = useRouter()
  const [isSharing, setSharing] = useState(false)
  const button = useRef<HTMLButtonElement>(null)

  return (
    <div className="flex h-11 shrink-0 items-center gap-2 border-b border-border pr-1.5 pl-4 sm:pl-6">
      <h1 className="min-w-0 flex-1 truncate text-sm font-medium">
        <bdi>{title}</bdi>
      </h1>
      {shareId === null ? null : <Badge tone="accent">{t('shared.label')}</Badge>}
      <Menu
        trigger={
          <IconButton ref={button} size="sm" label={t('menu')} tooltipSide="left">
            <Ellipsis aria-hidden size={17} />
          </IconButton>
        }
      >
        <MenuItem icon={<Share2 aria-hidden size={16} />} onSelect={() => setSharing(true)}>
          {t('share')}
        </MenuItem>
        <MenuItem icon={<FileDown aria-hidden size={16} />} onSelect={() => saveFile(exportPath(conversationId, 'markdown'))}>
          {t('exportMarkdown')}
        </MenuItem>
        <MenuItem icon={<Braces aria-hidden size={16} />} onSelect={() => saveFile(exportPath(conversationId, 'json'))}>
          {t('exportJson')}
        </MenuItem>
        <MenuItem icon={<Printer aria-hidden size={16} />} onSelect={() => router.push(`/c/${conversationId}/print`)}>
          {t('print')}
        </MenuItem>
      </Menu>
      <ShareDialog
        conversationId={conversationId}
        shareId={shareId}
        open={isSharing}
        onOpenChange={setSharing}
        onShared={onShared}
        onReturnFocus={(event) => {
          event.preventDefault()
          button.current?.focus()
        }}
      />
    </div>
  )
}
