'use client'

import { Pencil } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import type { QuestionMessage } from '@/lib/domain/conversation'
import { languageOf } from '../../i18n/language-of'
import { IconButton } from '../../ui/icon-button'
import { BranchSwitch } from './branch-switch'
import { QuestionEditor } from './question-editor'

interface QuestionViewProps {
  message: QuestionMessage
  /** Null where it cannot be edited now. */
  onEdit: ((question: string) => void) | null
  /** Null while an answer is being written; missing where the versions of a message are not offered. */
  onShowBranch?: ((messageId: string) => Promise<void>) | null
}

export function QuestionView({ message, onEdit, onShowBranch }: QuestionViewProps) {
  const t = useTranslations('chat')
  const tConversation = useTranslations('conversation')
  /** The question that is being edited: another version that comes to stand here is not. */
  const [editedId, setEditedId] = useState<string | null>(null)
  const pencil = useRef<HTMLButtonElement>(null)
  const isEditing = editedId === message.id && onEdit !== null

  function cancel() {
    setEditedId(null)
    requestAnimationFrame(() => pencil.current?.focus())
  }

  return (
    <div className="group/question relative flex flex-col items-end gap-1">
      <h2 className="sr-only">{t('youAsked')}</h2>
      {isEditing ? (
        <QuestionEditor
          text={message.text}
          onCancel={cancel}
          onSend={(question) => {
            setEditedId(null)
            onEdit(question)
          }}
        />
      ) : (
        <p
          dir="auto"
          lang={languageOf(message.text)}
          className="max-w-[85%] rounded-2xl rounded-br-md bg-surface-hover px-4 py-2.5 break-words whitespace-pre-wrap print:max-w-full print:px-0 print:font-semibold"
        >
          {message.text}
        </p>
      )}
      {isEditing || (onEdit === null && (message.siblings.length < 2 || onShowBranch === undefined)) ? null : (
        <div className="-mb-4 flex min-h-8 items-center gap-1 print:hidden">
          {onShowBranch === undefined ? null : <BranchSwitch message={message} onShow={onShowBranch} />}
          {onEdit ? (
            <IconButton
              ref={pencil}
              size="sm"
              label={tConversation('edit')}
              onClick={() => setEditedId(message.id)}
              className="opacity-0 group-focus-within/question:opacity-100 group-hover/question:opacity-100 pointer-coarse:opacity-100"
            >
              <Pencil aria-hidden size={15} />
            </IconButton>
          ) : null}
        </div>
      )}
    </div>
  )
}
