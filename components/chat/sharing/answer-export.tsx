'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '../../ui/icon-button'
import { Menu, MenuItem } from '../../ui/menu'
import { exportPath, saveFile } from './save-file'

/** Saves one answer with its question and its sources. */
export function AnswerExport({ conversationId, answerId }: { conversationId: string; answerId: string }) {
  const t = useTranslations('conversation')
  return (
    <Menu
      align="start"
      trigger={
        <IconButton size="sm" label={t('export')}>
          <Download aria-hidden size={16} />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => saveFile(exportPath(conversationId, 'markdown', answerId))}>{t('exportMarkdown')}</MenuItem>
      <MenuItem onSelect={() => saveFile(exportPath(conversationId, 'json', answerId))}>{t('exportJson')}</MenuItem>
    </Menu>
  )
}
