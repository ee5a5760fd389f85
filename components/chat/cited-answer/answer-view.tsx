'use client'

import { Quote } from 'lucide-react'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { type ReactNode, useId, useMemo } from 'react'
import type { AnswerFeedback } from '@/lib/domain/conversation'
import { errorCatalog } from '@/lib/domain/error-catalog'
import { ErrorNotice } from '../../ui/error-notice'
import { Spinner } from '../../ui/spinner'
import type { ShownAnswer } from '../chat-state'
import { AnswerActions } from './answer-actions'
import { AnswerContext } from './answer-context'
import { AnswerText } from './answer-text'
import { CheckSummary } from './checks/check-summary'
import { FeedbackButtons } from './feedback-buttons'
import { FollowUps } from './parts/follow-ups'
import { NotFoundAnswer } from './parts/not-found-answer'
import { ReasoningFold } from './parts/reasoning-fold'
import { UsageLine } from './parts/usage-line'
import type { CitedPlace } from './resolve-citation'
import { SourceList } from './source-list'

interface AnswerViewProps {
  message: ShownAnswer
  onOpenPlace: (place: CitedPlace, opener: HTMLElement) => void
  /** Missing while another answer is being written. */
  onRetry: (() => void) | null
  onFeedback: (feedback: AnswerFeedback | null) => Promise<void>
  /** Asks one of the questions that may come next; missing, they are not shown. */
  onAsk?: (question: string) => void
  /** Further buttons. */
  tools?: ReactNode
  /** For people who look at it only: without the way to the settings. */
  isReadOnly?: boolean
}

export function AnswerView({ message, onOpenPlace, onRetry, onFeedback, onAsk, tools, isReadOnly = false }: AnswerViewProps) {
  const t = useTranslations('chat')
  const { answer, phase } = message
  const context = useMemo(() => ({ answer, openPlace: onOpenPlace }), [answer, onOpenPlace])
  const checkedEnds = useMemo(() => answer.checks.map(({ end }) => end), [answer.checks])
  const isDone = phase === 'done'
  const headingId = useId()
  return (
    <AnswerContext value={context}>
      <article aria-labelledby={headingId} aria-busy={!isDone} data-kind={answer.kind} className="relative min-w-0">
        <h2 id={headingId} className="sr-only">
          {t('answer')}
        </h2>
        <ReasoningFold reasoning={answer.reasoning} isThinking={!isDone && answer.text === ''} />
        {answer.kind === 'extractive' && answer.text ? <QuotedLine isReadOnly={isReadOnly} /> : null}
        {answer.kind === 'not-found' && (answer.text !== '' || message.state === 'complete') ? (
          <NotFoundAnswer answer={answer} isDone={isDone} />
        ) : (
          <AnswerText text={answer.text} isGrowing={!isDone} checkedEnds={checkedEnds} />
        )}
        {isDone ? null : <Working phase={phase} hasText={answer.text !== ''} />}
        {answer.kind === 'generated' && isDone ? <CheckSummary /> : null}
        {answer.kind === 'not-found' ? null : <SourceList isDone={isDone} />}
        {isDone ? <UsageLine usage={answer.usage} /> : null}
        {isDone ? <Interruption message={message} onRetry={onRetry} /> : null}
        {isDone && onRetry && !offersRetry(message) ? (
          <AnswerActions onRetry={onRetry}>
            {tools}
            {message.isStored && answer.text ? <FeedbackButtons key={message.id} feedback={message.feedback} onFeedback={onFeedback} /> : null}
          </AnswerActions>
        ) : null}
        {isDone && onAsk ? <FollowUps questions={answer.followUps} onAsk={onAsk} /> : null}
      </article>
    </AnswerContext>
  )
}

/** An answer that broke off without a word has its button in the notice already. */
export function offersRetry({ answer, failure }: ShownAnswer): boolean {
  return answer.text === '' && failure !== null && failure.code !== 'cancelled'
}

function Working({ phase, hasText }: { phase: ShownAnswer['phase']; hasText: boolean }) {
  const t = useTranslations('chat')
  if (hasText) return null
  return (
    <p className="flex items-center gap-2 text-text-muted">
      <Spinner size={16} />
      {t(phase === 'searching' ? 'searching' : 'writing')}
    </p>
  )
}

function QuotedLine({ isReadOnly }: { isReadOnly: boolean }) {
  const t = useTranslations('chat')
  return (
    <p className="mb-2.5 flex items-start gap-2 text-[0.8125rem] text-text-muted">
      <Quote aria-hidden size={14} className="mt-1 shrink-0" />
      <span>
        {t('quotedOnly')}{' '}
        {isReadOnly ? null : (
          <Link href="/settings" className="font-medium text-accent underline underline-offset-3">
            {t('connectModel')}
          </Link>
        )}
      </span>
    </p>
  )
}

/** Says why an answer is not whole: an error as an alert, a stop as a quiet line. */
function Interruption({ message, onRetry }: { message: ShownAnswer; onRetry: (() => void) | null }) {
  const t = useTranslations('chat')
  const locale = useLocale()
  const { failure, state, answer } = message
  if (state === 'complete' || (failure === null && state !== 'partial')) return null
  if (failure === null || failure.code === 'cancelled') return <p className="mt-3 text-sm text-text-muted">{t(answer.text ? 'stoppedPartial' : 'stopped')}</p>
  const known = failure.code === 'network_failure' ? t('connectionLost') : errorCatalog[failure.code][locale === 'ko' ? 'ko' : 'en']
  return (
    <div className="mt-3">
      <ErrorNotice title={t(answer.text ? 'answerIncomplete' : 'answerFailed')} message={failure.message || known} {...(onRetry ? { onRetry } : {})} />
    </div>
  )
}
