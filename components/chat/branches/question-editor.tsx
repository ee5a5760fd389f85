'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button'
import { isComposing, longestQuestion } from '../composer/question-input'
import { useGrowingHeight } from '../composer/use-growing-height'

interface QuestionEditorProps {
  text: string
  onSend: (question: string) => void
  onCancel: () => void
}

/** A question in a field of its own place: Enter sends, Escape leaves it as it was. */
export function QuestionEditor({ text, onSend, onCancel }: QuestionEditorProps) {
  const t = useTranslations('conversation')
  const [draft, setDraft] = useState(text)
  const input = useRef<HTMLTextAreaElement>(null)
  const question = draft.trim()

  useEffect(() => {
    const field = input.current
    if (!field) return
    field.focus()
    field.setSelectionRange(field.value.length, field.value.length)
  }, [])

  useGrowingHeight(input, draft, 320)

  function send() {
    if (question !== '') onSend(question)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event)) return
    if (event.key === 'Escape') {
      event.preventDefault()
      onCancel()
    }
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    send()
  }

  return (
    <form
      data-keeps-escape
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      className="w-full rounded-2xl rounded-br-md border border-border-strong bg-surface-raised p-2 has-[textarea:focus]:border-accent has-[textarea:focus]:ring-1 has-[textarea:focus]:ring-accent"
    >
      <textarea
        ref={input}
        rows={1}
        dir="auto"
        value={draft}
        maxLength={longestQuestion}
        aria-label={t('editing')}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
        className="block min-h-9 w-full resize-none bg-transparent px-2 py-1.5 text-base leading-6 outline-none focus-visible:outline-none"
      />
      <div className="mt-1 flex flex-wrap items-center justify-end gap-2">
        <p className="min-w-0 flex-1 basis-40 px-2 text-[0.8125rem] text-text-muted">{t('editHint')}</p>
        <Button size="sm" onClick={onCancel}>
          {t('cancelEdit')}
        </Button>
        <Button size="sm" type="submit" variant="primary" disabled={question === ''}>
          {t('sendEdit')}
        </Button>
      </div>
    </form>
  )
}
