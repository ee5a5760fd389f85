'use client'

import { Check, CircleHelp, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Popover } from 'radix-ui'
import { useRef, useState } from 'react'
import type { SentenceCheck, Verdict } from '@/lib/domain/answer'
import { useAnswer } from '../answer-context'
import { CheckCard } from './check-card'

/** Shapes differ, so that they are told apart without colour; the better the verdict the quieter the mark. */
const looks: Record<Verdict, { Icon: typeof Check; look: string }> = {
  supported: { Icon: Check, look: 'text-text-muted opacity-50 hover:opacity-100 focus-visible:opacity-100' },
  weak: { Icon: CircleHelp, look: 'text-text-muted' },
  unsupported: { Icon: TriangleAlert, look: 'text-danger' },
}

/** What the check of one sentence found, behind the sentence: pressed, it says why and shows the sentence of the source. */
export function VerdictMark({ index }: { index: number }) {
  const { answer } = useAnswer()
  const check = answer.checks[index]
  return check === undefined ? null : <CheckPopover check={check} />
}

function CheckPopover({ check }: { check: SentenceCheck }) {
  const t = useTranslations('answers')
  const { answer, openPlace } = useAnswer()
  const [isOpen, setIsOpen] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  const { Icon, look } = looks[check.verdict]
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger asChild>
        <button
          ref={trigger}
          type="button"
          data-verdict={check.verdict}
          aria-label={t('checked', { verdict: t(`verdicts.${check.verdict}`) })}
          className={`relative mx-0.5 inline-flex size-4 translate-y-[0.15em] items-center justify-center rounded align-baseline transition-opacity after:absolute after:-inset-1 ${look}`}
        >
          <Icon aria-hidden size={13} />
        </button>
      </Popover.Trigger>
      <Popover.Portal container={isOpen ? document.getElementById('content') : null}>
        <Popover.Content
          side="top"
          sideOffset={6}
          collisionPadding={12}
          aria-label={t('checkOf')}
          className="z-50 w-88 max-w-[calc(100vw-1.5rem)] animate-appear rounded-xl border border-border bg-surface-raised p-4 text-sm shadow-lg"
        >
          <CheckCard
            check={check}
            sources={answer.sources}
            onOpen={(place) => {
              setIsOpen(false)
              if (trigger.current) openPlace(place, trigger.current)
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
