import type { Answer, AnswerEvent } from '@/lib/domain/answer'
import { AppError, toAppError } from '@/lib/domain/app-error'
import type { Message, QuestionMessage } from '@/lib/domain/conversation'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import { errorCatalog } from '@/lib/domain/error-catalog'
import type { ConversationStore } from '@/lib/domain/ports/conversation-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { answerLanguage } from './answer-language'
import { type AnswerDependencies, answerQuestion } from './answer-question'
import { citeWholePassages } from './writing/cite-whole-passages'

/*
 * One turn of a conversation: keeps the question, streams the answer, keeps the answer. However the turn ends (done,
 * broken, stopped, the reader gone) an answer is kept, with the text so far and what went wrong, so that a reload shows the
 * same as the screen did and the question can be retried.
 */

export interface HoldConversationDependencies {
  conversations: ConversationStore
  answer: AnswerDependencies
  /** Told of every failure that the reader is told of, with its cause; a stop is none. */
  onError: (error: AppError) => void
}

export interface TurnRequest {
  question: string
  /** Missing: a new conversation is begun. */
  conversationId?: string
  /** An answer to replace: it and all after it are removed and its question, not `question`, is asked again. Needs `conversationId`. */
  retryOf?: string
  topK: number
  signal?: AbortSignal
}

interface Turn {
  conversationId: string
  question: QuestionMessage
  history: Message[]
}

const longestTitle = 60

/**
 * Errors before the first event: not_found (no such conversation or answer), invalid_request, database_failed. Later ones
 * come as `answer-error`, with the catalogue's text in the question's language.
 */
export async function* holdConversation(dependencies: HoldConversationDependencies, scope: WorkspaceScope, request: TurnRequest): AsyncGenerator<AnswerEvent> {
  const { conversations } = dependencies
  const turn = await openTurn(conversations, scope, request)
  const { conversationId, question, history } = turn
  const answerId = crypto.randomUUID()
  const draft: Answer = { kind: 'not-found', text: '', sources: [], citations: [] }
  let isKept = false
  const keepPartial = async (errorCode: ErrorCode) => {
    isKept = true
    const answer = { ...draft, citations: citeWholePassages(draft.text, draft.sources) }
    await conversations.addAnswer(scope, conversationId, { id: answerId, state: 'partial', answer, errorCode })
  }
  try {
    yield { type: 'answer-start', conversationId, questionId: question.id, answerId }
    const { topK, signal } = request
    for await (const step of answerQuestion(dependencies.answer, { question: question.text, history, topK, signal })) {
      if (signal?.aborted) throw new AppError('cancelled', 'the answer was stopped')
      if (step.type === 'end') {
        isKept = true
        await conversations.addAnswer(scope, conversationId, { id: answerId, state: 'complete', answer: step.answer, errorCode: null })
        yield { type: 'answer-end', answerId, answer: step.answer }
        return
      }
      if (step.type === 'sources') Object.assign(draft, { kind: step.kind, sources: step.sources })
      else draft.text += step.text
      yield step
    }
  } catch (error) {
    const failure = request.signal?.aborted ? new AppError('cancelled', 'the answer was stopped', { cause: error }) : toAppError(error)
    const { code } = failure
    if (code !== 'cancelled') dependencies.onError(failure)
    if (!isKept) await keepPartial(code)
    yield { type: 'answer-error', answerId, code, message: errorCatalog[code][answerLanguage(question.text)] }
  } finally {
    // Only when the reader left in the middle: every other way out has kept the answer.
    if (!isKept) await keepPartial('cancelled')
  }
}

async function openTurn(conversations: ConversationStore, scope: WorkspaceScope, request: TurnRequest): Promise<Turn> {
  const { conversationId, retryOf, question } = request
  if (conversationId === undefined) {
    if (retryOf !== undefined) throw new AppError('invalid_request', 'retryOf without conversationId')
    const { id } = await conversations.create(scope, cutTitle(question))
    return { conversationId: id, question: await conversations.addQuestion(scope, id, question), history: [] }
  }
  const conversation = await conversations.read(scope, conversationId)
  if (conversation === null) throw new AppError('not_found', 'no such conversation')
  if (retryOf === undefined)
    return { conversationId, question: await conversations.addQuestion(scope, conversationId, question), history: conversation.messages }
  const asked = await conversations.rewindToQuestion(scope, conversationId, retryOf)
  const position = conversation.messages.findIndex(({ id }) => id === asked.id)
  return { conversationId, question: asked, history: conversation.messages.slice(0, Math.max(0, position)) }
}

function cutTitle(question: string): string {
  const characters = Array.from(question.replace(/\s+/g, ' ').trim())
  return characters.length <= longestTitle ? characters.join('') : `${characters.slice(0, longestTitle - 1).join('')}…`
}
