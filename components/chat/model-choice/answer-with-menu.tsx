'use client'

import { Bot } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { LlmConnection } from '@/lib/domain/llm/llm-connection'
import { IconButton } from '../../ui/icon-button'
import { Menu, MenuItem } from '../../ui/menu'

/** Asks another language model the same question. Nothing where there is but one. */
export function AnswerWithMenu({ connections, onChoose }: { connections: LlmConnection[]; onChoose: (connectionId: string) => void }) {
  const t = useTranslations('conversation')
  if (connections.length < 2) return null
  return (
    <Menu
      align="start"
      trigger={
        <IconButton size="sm" label={t('answerWith')}>
          <Bot aria-hidden size={16} />
        </IconButton>
      }
    >
      {connections.map(({ id, name }) => (
        <MenuItem key={id} onSelect={() => onChoose(id)}>
          {name}
        </MenuItem>
      ))}
    </Menu>
  )
}
