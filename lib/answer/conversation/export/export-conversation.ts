import type { AnswerMessage, Conversation, Message } from '@/lib/domain/conversation'

export interface ExportedSource {
  number: number
  documentId: string
  source: string
  section: string
  page: number | null
  start: number
  end: number
  text: string
}

export interface ExportedTurn {
  question: string
  askedAt: string
  /** Null while there is none. */
  answer: {
    text: string
    kind: AnswerMessage['answer']['kind']
    isComplete: boolean
    modelName: string | null
    answeredAt: string
    /** Ranges of the documents' texts, in UTF-16 units, each with the number of its source. */
    citations: AnswerMessage['answer']['citations']
    checks: AnswerMessage['answer']['checks']
    sources: ExportedSource[]
  } | null
}

/** A conversation to be kept elsewhere: every answer with what it cites. */
export interface ExportedConversation {
  title: string
  createdAt: string
  turns: ExportedTurn[]
}

export function exportConversation({ title, createdAt, messages }: Pick<Conversation, 'title' | 'createdAt' | 'messages'>): ExportedConversation {
  const turns = messages.flatMap((message, index): ExportedTurn[] => {
    if (message.role !== 'question') return []
    return [{ question: message.text, askedAt: message.createdAt, answer: exportAnswer(messages[index + 1]) }]
  })
  return { title, createdAt, turns }
}

function exportAnswer(message: Message | undefined): ExportedTurn['answer'] {
  if (message?.role !== 'answer') return null
  const { text, kind, usage, citations, checks, sources } = message.answer
  return {
    text,
    kind,
    isComplete: message.state === 'complete',
    modelName: usage?.modelName ?? null,
    answeredAt: message.createdAt,
    citations,
    checks,
    sources: sources.map(({ number, documentId, source, section, page, start, end, snippet }) => {
      return { number, documentId, source, section, page, start, end, text: snippet }
    }),
  }
}
