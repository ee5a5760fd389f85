'use client'

import { Sparkles } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { callApi } from '@/components/api/call-api'
import { useApi } from '@/components/api/use-api'
import { useApiAction } from '@/components/api/use-api-action'
import { Button, buttonClasses } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { SelectField } from '@/components/ui/fields/select-field'
import { Spinner } from '@/components/ui/spinner'
import { labApi } from '../addresses'
import { type Proposal, ProposalCard } from './proposal-card'

interface ProposalsDialogProps {
  setId: string
  onClose: () => void
  onAdded: () => void
}

const counts = ['5', '10', '20']

/** Questions that the language model makes up from passages taken at random. A person looks at each; nothing is kept by itself. */
export function ProposalsDialog({ setId, onClose, onAdded }: ProposalsDialogProps) {
  const t = useTranslations('lab.proposals')
  const settings = useApi<{ llm: { origin: 'environment' | 'saved' | 'none' } }>('/api/settings')
  const isConnected = settings.data ? settings.data.llm.origin !== 'none' : null
  return (
    <Dialog width="lg" title={t('title')} description={t('description')} open onOpenChange={(open) => (open ? undefined : onClose())}>
      {isConnected === null && !settings.error ? <Spinner label={t('loading')} /> : null}
      {settings.error ? <ErrorNotice message={settings.error.message} onRetry={settings.reload} /> : null}
      {isConnected === false ? <NoModel /> : null}
      {isConnected ? <Proposals setId={setId} onAdded={onAdded} /> : null}
    </Dialog>
  )
}

function NoModel() {
  const t = useTranslations('lab.proposals')
  return (
    <div className="flex flex-col items-start gap-4 rounded-xl bg-surface p-4">
      <div>
        <p className="font-medium">{t('noModelTitle')}</p>
        <p className="mt-1 text-sm text-text-muted">{t('noModelDescription')}</p>
      </div>
      <Link href="/settings" className={buttonClasses('primary', 'sm')}>
        {t('connect')}
      </Link>
    </div>
  )
}

function Proposals({ setId, onAdded }: Pick<ProposalsDialogProps, 'setId' | 'onAdded'>) {
  const t = useTranslations('lab.proposals')
  const [count, setCount] = useState('5')
  const [proposals, setProposals] = useState<Proposal[] | null>(null)
  const [added, setAdded] = useState(0)
  const { busy, failure, run } = useApiAction<'propose' | 'accept'>()
  const listRef = useRef<HTMLOListElement>(null)

  async function propose(): Promise<void> {
    await run('propose', async () => {
      const answer = await callApi<{ proposals: Array<Omit<Proposal, 'key'>> }>(labApi.proposals(setId), { method: 'POST', body: { count: Number(count) } })
      setProposals(answer.proposals.map((proposal, key) => ({ ...proposal, key })))
    })
  }

  function drop(key: number): void {
    setProposals((before) => before?.filter((proposal) => proposal.key !== key) ?? null)
    listRef.current?.focus()
  }

  async function accept({ key, text, judgements }: Proposal): Promise<void> {
    await run('accept', async () => {
      await callApi(labApi.questions(setId), { method: 'POST', body: { questions: [{ text, judgements, origin: 'proposal' }] } })
      setAdded((before) => before + 1)
      drop(key)
      onAdded()
    })
  }

  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-28">
          <SelectField
            label={t('count')}
            value={count}
            options={counts.map((value) => ({ value, label: value }))}
            onChange={(event) => setCount(event.target.value)}
          />
        </div>
        <Button variant={proposals ? 'secondary' : 'primary'} loading={busy === 'propose'} onClick={() => void propose()}>
          {busy === 'propose' ? null : <Sparkles aria-hidden size={16} />}
          {t(proposals ? 'again' : 'propose')}
        </Button>
        <p role="status" className="text-sm text-text-muted">
          {busy === 'propose' ? t('working') : added > 0 ? t('added', { count: added }) : ''}
        </p>
      </div>
      {failure ? <ErrorNotice message={failure} /> : null}
      {proposals ? (
        <ol ref={listRef} tabIndex={-1} aria-label={t('list')} className="flex flex-col gap-3 outline-none">
          {proposals.map((proposal) => (
            <ProposalCard key={proposal.key} proposal={proposal} isBusy={busy !== null} onAccept={accept} onDiscard={() => drop(proposal.key)} />
          ))}
          {proposals.length === 0 ? <li className="text-sm text-text-muted">{t('noneLeft')}</li> : null}
        </ol>
      ) : null}
    </div>
  )
}
