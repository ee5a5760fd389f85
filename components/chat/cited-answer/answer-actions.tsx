'use client'

import { Check, Copy, RotateCcw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'
import { IconButton } from '../../ui/icon-button'
import { useAnswer } from './answer-context'
import { copyText } from './copy-text'
import { formatAnswer } from './format-answer'

/** What can be done with a finished answer. `children` are further buttons. */
export function AnswerActions({ onRetry, children }: { onRetry: () => void; children?: ReactNode }) {
  const t = useTranslations('chat')
  const { answer } = useAnswer()
  const [result, setResult] = useState<'copied' | 'refused' | null>(null)

  useEffect(() => {
    if (result === null) return
    const timer = setTimeout(() => setResult(null), 2000)
    return () => clearTimeout(timer)
  }, [result])

  function copy() {
    const text = formatAnswer(answer, { sources: t('sources'), page: (page) => t('page', { page }) })
    copyText(text).then(
      () => setResult('copied'),
      () => setResult('refused'),
    )
  }

  return (
    <div className="mt-2 -ml-2 flex flex-wrap items-center gap-0.5">
      {answer.text ? (
        <IconButton size="sm" label={t('copy')} onClick={copy}>
          {result === 'copied' ? <Check aria-hidden size={16} className="text-success" /> : <Copy aria-hidden size={16} />}
        </IconButton>
      ) : null}
      <IconButton size="sm" label={t('retry')} onClick={onRetry}>
        <RotateCcw aria-hidden size={16} />
      </IconButton>
      <span role="status" className="mx-1 text-sm text-text-muted empty:hidden">
        {result ? t(result) : ''}
      </span>
      {children}
    </div>
  )
}
