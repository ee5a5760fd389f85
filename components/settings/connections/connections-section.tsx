'use client'

import { Plus, Quote } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useApi } from '@/components/api/use-api'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import type { FoundServer, LlmConnection } from '@/lib/domain/llm/llm-connection'
import { SettingSection } from '../setting-section'
import { ConnectionDialog } from './connection-dialog'
import { type ConnectionFields, fieldsOf, fieldsOfServer } from './connection-fields'
import { ConnectionRow } from './connection-row'
import { FoundServers } from './found-servers'

/** What the dialog is open for: a new connection, filled in or not, or a saved one. */
type Editing = { fields: ConnectionFields; connection: LlmConnection | null; giveFocusBack?: () => void }

/** The language models questions can be asked of. `onChanged`: whether there is one matters to other sections. */
export function ConnectionsSection({ onChanged }: { onChanged: () => void }) {
  const t = useTranslations('connections')
  const { data, error, loading, reload } = useApi<{ connections: LlmConnection[] }>('/api/connections')
  const onMachine = useApi<{ found: FoundServer[] }>('/api/connections/discover')
  const [editing, setEditing] = useState<Editing | null>(null)
  const [addedId, setAddedId] = useState<string | null>(null)
  const [notice, setNotice] = useState('')
  const connections = data?.connections ?? []
  const found = onMachine.data?.found ?? null
  const add = (fields = fieldsOf(null)) => setEditing({ fields, connection: null })

  function change(done: string, added: string | null = null): void {
    setNotice(done)
    setAddedId(added)
    setEditing(null)
    reload()
    onChanged()
  }

  return (
    <SettingSection title={t('heading')} lead={t('lead')}>
      {error ? <ErrorNotice title={t('loadFailed')} message={error.message} onRetry={reload} /> : null}
      {!data && loading ? <Spinner label={t('loading')} /> : null}
      {data ? (
        <FoundServers
          connections={connections}
          found={found}
          isSearching={onMachine.loading}
          onSearch={onMachine.reload}
          onUse={(server) => add(fieldsOfServer(server))}
        />
      ) : null}
      {data && connections.length === 0 ? (
        <EmptyState icon={<Quote size={22} />} title={t('noneTitle')} description={t('noneDetail')} action={<AddButton primary onPress={() => add()} />} />
      ) : null}
      {connections.length > 0 ? (
        <>
          <ul className="flex flex-col divide-y divide-border rounded-[10px] border border-border" aria-label={t('listLabel')}>
            {connections.map((connection) => (
              <ConnectionRow
                key={connection.id}
                connection={connection}
                takesFocus={connection.id === addedId}
                canBeDefault={!connections.some(({ isFixed }) => isFixed)}
                onEdit={(giveFocusBack) => setEditing({ fields: fieldsOf(connection), connection, giveFocusBack })}
                onChanged={(done) => change(done)}
              />
            ))}
          </ul>
          <div>
            <AddButton onPress={() => add()} />
          </div>
        </>
      ) : null}
      {connections.some(({ isFixed }) => isFixed) ? <p className="rounded-[10px] bg-surface px-4 py-3 text-sm">{t('environmentDetail')}</p> : null}
      <p role="status" className="text-sm text-success empty:hidden">
        {notice}
      </p>
      {data ? <p className="text-sm text-text-muted">{t('privacy')}</p> : null}
      {editing ? (
        <ConnectionDialog
          {...editing}
          hasOwnModels={found?.some(({ preset }) => preset === 'this-machine') ?? false}
          onClose={() => setEditing(null)}
          onSaved={(name, added) => change(t('saved', { name }), added)}
        />
      ) : null}
    </SettingSection>
  )
}

function AddButton({ primary = false, onPress }: { primary?: boolean; onPress: () => void }) {
  const t = useTranslations('connections')
  return (
    <Button variant={primary ? 'primary' : 'secondary'} onClick={onPress}>
      <Plus aria-hidden size={16} />
      {t('add')}
    </Button>
  )
}
