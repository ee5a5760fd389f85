'use client'

import { KeyRound, Lock, MoreHorizontal, Pencil, Star, Trash2, Zap } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { ApiFailure } from '@/components/api/api-failure'
import { callApi } from '@/components/api/call-api'
import { Badge } from '@/components/ui/badge'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { Spinner } from '@/components/ui/spinner'
import type { LlmConnection } from '@/lib/domain/llm/llm-connection'
import { ConnectionTrouble } from './connection-trouble'
import { usePresetName } from './use-preset-name'
import { WorksNote } from './works-note'

interface ConnectionRowProps {
  connection: LlmConnection
  /** False while the environment sets the default. */
  canBeDefault: boolean
  /** True for one that was just added: what was pressed for it may be gone. */
  takesFocus: boolean
  /** `giveFocusBack`: for when what it opened is closed. */
  onEdit: (giveFocusBack: () => void) => void
  /** `done`: what was done, for a person. */
  onChanged: (done: string) => void
}

type RowState = { kind: 'idle' } | { kind: 'testing' } | { kind: 'works' } | { kind: 'failed'; failure: ApiFailure; isTest: boolean }

export function ConnectionRow({ connection, canBeDefault, takesFocus, onEdit, onChanged }: ConnectionRowProps) {
  const t = useTranslations('connections')
  const [state, setState] = useState<RowState>({ kind: 'idle' })
  const [isDeleting, setDeleting] = useState(false)
  const menuButton = useRef<HTMLButtonElement>(null)
  const giveFocusBack = () => menuButton.current?.focus()
  useEffect(() => {
    if (takesFocus) menuButton.current?.focus()
  }, [takesFocus])
  const { id, name, preset, baseUrl, model } = connection

  async function attempt(isTest: boolean, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      setState({ kind: 'failed', failure: error, isTest })
    }
  }

  const test = () =>
    attempt(true, async () => {
      setState({ kind: 'testing' })
      await callApi('/api/connections/test', { method: 'POST', body: { preset, baseUrl, model, id } })
      setState({ kind: 'works' })
    })
  const makeDefault = () =>
    attempt(false, async () => {
      await callApi(`/api/connections/${id}/default`, { method: 'POST' })
      onChanged(t('madeDefault', { name }))
    })
  async function remove(): Promise<void> {
    await callApi(`/api/connections/${id}`, { method: 'DELETE' })
    onChanged(t('deleted', { name }))
  }

  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex items-start gap-3">
        <ConnectionFacts connection={connection} />
        <Menu
          trigger={
            <IconButton ref={menuButton} label={t('actionsFor', { name })} size="sm">
              <MoreHorizontal aria-hidden size={18} />
            </IconButton>
          }
        >
          <MenuItem icon={<Zap aria-hidden size={16} />} disabled={state.kind === 'testing'} onSelect={() => void test()}>
            {t('test')}
          </MenuItem>
          {canBeDefault && !connection.isDefault ? (
            <MenuItem icon={<Star aria-hidden size={16} />} onSelect={() => void makeDefault()}>
              {t('makeDefault')}
            </MenuItem>
          ) : null}
          {connection.isFixed ? null : (
            <>
              <MenuItem icon={<Pencil aria-hidden size={16} />} onSelect={() => onEdit(giveFocusBack)}>
                {t('edit')}
              </MenuItem>
              <MenuItem icon={<Trash2 aria-hidden size={16} />} tone="danger" onSelect={() => setDeleting(true)}>
                {t('delete')}
              </MenuItem>
            </>
          )}
        </Menu>
      </div>
      <RowOutcome state={state} connection={connection} />
      <ConfirmDialog
        title={t('deleteTitle', { name })}
        description={t('deleteDescription')}
        confirmLabel={t('delete')}
        tone="danger"
        open={isDeleting}
        onOpenChange={setDeleting}
        onReturnFocus={(event) => {
          event.preventDefault()
          giveFocusBack()
        }}
        onConfirm={remove}
      />
    </li>
  )
}

function ConnectionFacts({ connection }: { connection: LlmConnection }) {
  const t = useTranslations('connections')
  const presetName = usePresetName()
  const { name, preset, baseUrl, model, isDefault, isFixed, hasApiKey } = connection
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="font-medium wrap-anywhere">{name}</h3>
        {isDefault ? (
          <Badge tone="accent" icon={<Star aria-hidden size={12} />}>
            {t('default')}
          </Badge>
        ) : null}
        {isFixed ? <Badge icon={<Lock aria-hidden size={12} />}>{t('fixed')}</Badge> : null}
        {hasApiKey ? <Badge icon={<KeyRound aria-hidden size={12} />}>{t('keySaved')}</Badge> : null}
      </div>
      <p className="text-sm wrap-anywhere text-text-muted">
        {presetName(preset)} · {model}
      </p>
      {preset === 'this-machine' ? null : <p className="text-sm wrap-anywhere text-text-muted">{baseUrl}</p>}
    </div>
  )
}

function RowOutcome({ state, connection }: { state: RowState; connection: LlmConnection }) {
  const t = useTranslations('connections')
  if (state.kind === 'failed')
    return state.isTest ? (
      <ConnectionTrouble failure={state.failure} preset={connection.preset} model={connection.model} />
    ) : (
      <ErrorNotice message={state.failure.message} />
    )
  return (
    <div role="status" className="text-sm empty:hidden">
      {state.kind === 'testing' ? <Spinner label={t('testing')} /> : null}
      {state.kind === 'works' ? <WorksNote /> : null}
    </div>
  )
}
