'use client'

import { Check, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextArea } from '@/components/ui/fields/text-area'
import type { TestJudgement } from '@/lib/domain/retrieval/test-set'
import { JudgementPlace } from './judgement-place'

export interface Proposal {
  key: number
  text: string
  judgements: TestJudgement[]
}

interface ProposalCardProps {
  proposal: Proposal
  isBusy: boolean
  onAccept: (proposal: Proposal) => Promise<void>
  onDiscard: () => void
}

export function ProposalCard({ proposal, isBusy, onAccept, onDiscard }: ProposalCardProps) {
  const t = useTranslations('lab.proposals')
  const [text, setText] = useState(proposal.text)
  return (
    <li className="flex flex-col gap-3 rounded-xl border border-border p-3 sm:p-4">
      <TextArea label={t('question')} rows={2} value={text} maxLength={2000} onChange={(event) => setText(event.target.value)} />
      {proposal.judgements.map((judgement) => (
        <div key={`${judgement.source}-${judgement.start}`} className="border-l-2 border-success pl-3">
          <JudgementPlace judgement={judgement} />
        </div>
      ))}
      <div className="flex gap-2">
        <Button size="sm" variant="primary" disabled={isBusy || text.trim() === ''} onClick={() => void onAccept({ ...proposal, text: text.trim() })}>
          <Check aria-hidden size={15} />
          {t('accept')}
        </Button>
        <Button size="sm" disabled={isBusy} onClick={onDiscard}>
          <Trash2 aria-hidden size={15} />
          {t('discard')}
        </Button>
      </div>
    </li>
  )
}
