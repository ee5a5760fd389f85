'use client'

import { ArrowUp, Square } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, type RefObject, useState } from 'react'
import { isComposing, longestQuestion } from './question-input'
import { useGrowingHeight } from './use-growing-height'

interface ComposerProps {
  inputRef: RefObject<HTMLTextAreaElement | null>
  isAnswering: boolean
  onSend: (question: string) => void
  onStop: () => void
  /** What stands above the field, and what stands below it, beside the button. */
  chips?: ReactNode
  tools?: ReactNode
}

export function Composer({ inputRef, isAnswering, onSend, onStop, chips, tools }: ComposerProps) {
  const t = useTranslations('chat')
  const [text, setText] = useState('')
  const question = text.trim()

  useGrowingHeight(inputRef, text, 200)

  function send() {
    if (question === '' || isAnswering) return
    setText('')
    onSend(question)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event)) return
    event.preventDefault()
    send()
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      className="rounded-2xl border border-border-strong bg-surface-raised p-2 shadow-sm transition-shadow has-[textarea:focus]:border-accent has-[textarea:focus]:ring-1 has-[textarea:focus]:ring-accent"
    >
      {chips}
      <textarea
        ref={inputRef}
        rows={1}
        dir="auto"
        value={text}
        maxLength={longestQuestion}
        aria-label={t('question')}
        placeholder={t('questionPlaceholder')}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        className="block max-h-50 min-h-9 w-full resize-none bg-transparent px-2 py-1.5 text-base leading-6 outline-none placeholder:text-text-muted focus-visible:outline-none"
      />
      <div className="mt-1 flex items-center gap-1">
        <div className="flex min-w-0 flex-1 items-center gap-1">{tools}</div>
        {/* Keys: one button turned into the other would be left with the press, and send the draft on a stop. */}
        {isAnswering ? (
          <button
            key="stop"
            type="button"
            aria-label={t('stop')}
            onClick={onStop}
            className="inline-flex size-9 shrink-0 items-center justify-center rounded-xl bg-text text-background hover:opacity-85"
          >
            <Square aria-hidden size={14} fill="currentColor" />
          </button>
        ) : (
          <button
            key="send"
            type="submit"
            aria-label={t('send')}
            disabled={question === ''}
            className="inline-flex size-9 shrink-0 items-center justify-center rounded-xl bg-accent text-accent-contrast hover:opacity-90 disabled:cursor-not-allowed disabled:bg-surface-hover disabled:text-text-muted"
          >
            <ArrowUp aria-hidden size={18} />
          </button>
        )}
      </div>
    </form>
  )
}
