'use client'

import { Bot, ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { LlmConnection } from '@/lib/domain/llm/llm-connection'
import { Menu, MenuChoice } from '../../ui/menu'
import { effectiveConnection } from './use-connections'

interface ModelChoiceProps {
  connections: LlmConnection[]
  chosen: string | null
  /** Null: the default again. */
  onChange: (connectionId: string | null) => void
}

/** Which language model answers the next question. Nothing where there is nothing to choose. */
export function ModelChoice({ connections, chosen, onChange }: ModelChoiceProps) {
  const t = useTranslations('conversation')
  const current = effectiveConnection(connections, chosen)
  const isGone = chosen !== null && current === null
  if (connections.length < 2 && !isGone) return null
  const name = current?.name ?? t('modelGone')
  const options = connections.map((connection) => ({ value: connection.id, label: connection.name }))
  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`${t('model')}: ${name}`}
          className={`inline-flex h-8 max-w-44 min-w-0 items-center gap-1.5 rounded-lg px-2 text-[0.8125rem] hover:bg-surface-hover hover:text-text ${isGone ? 'text-danger' : 'text-text-muted'}`}
        >
          <Bot aria-hidden size={15} className="shrink-0" />
          <span className="truncate">{name}</span>
          <ChevronDown aria-hidden size={13} className="shrink-0" />
        </button>
      }
    >
      <MenuChoice
        label={t('model')}
        value={current?.id ?? ''}
        options={isGone ? [{ value: 'default', label: t('defaultModel') }, ...options] : options}
        onChange={(value) => onChange(value === 'default' ? null : value)}
      />
    </Menu>
  )
}
