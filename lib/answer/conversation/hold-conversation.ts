import type { AnswerEvent } from '@/lib/domain/answer'
import { seenEventsOf } from '@/lib/domain/answer-stop'
import { AppError, toAppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import { errorCatalog } from '@/lib/domain/error-catalog'
import type { ConversationStore } from '@/lib/domain/ports/conversation-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { answerLanguage } from '../answer-language'
import { type AnswerDependencies, answerQuestion } from '../answer-question'
import { openTurn, readTurnConversation, type TurnRequest, type TurnSettings, turnSettings } from './open-turn'
import { type DraftStep, partialAnswer } from './partial-answer'

/*
 * One turn of a conversation: keeps the question, streams the answer, keeps the answer. However the turn ends (done,
 * broken, stopped, the reader gone) an answer is kept, with the text so far and what went wrong, so that a reload shows the
 * same as the screen did and the question can be retried. Nothing is ever replaced: a question that is asked in other words,
 * and an answer that is asked for again, stand beside what was there before.
 */

export interface HoldConversationDependencies {
  conversations: ConversationStore
  /** What answers a question that is asked of this part of the library and of this language model. */
  openAnswer: (settings: TurnSettings) => Promise<AnswerDependencies>
  /** Told of every failure that the reader is told of, with its cause; a stop is none. */
  onError: (error: AppError) => void
}

/**
 * Errors before the first event: not_found (no such conversation, message or answer), invalid_request, database_failed. Later ones
 * come as `answer-error`, with the catalogue's text in the question's language.
 */
export async function* holdConversation(dependencies: HoldConversationDependencies, scope: WorkspaceScope, request: TurnRequest): AsyncGenerator<AnswerEvent> {
  const { conversations } = dependencies
  const conversation = await readTurnConversation(conversations, scope, request)
  const parts = await dependencies.openAnswer(turnSettings(conversation, request))
  const { conversationId, question, history, answers } = await openTurn(conversations, scope, request, conversation)
  const answerId = crypto.randomUUID()
  const parentId = question.id
  const steps: DraftStep[] = []
  let isKept = false
  const keepPartial = async (errorCode: ErrorCode) => {
    isKept = true
    // Whoever stopped it may have seen less than was written by then; the first event is the start.
    const seen = seenEventsOf(request.signal)
    const answer = partialAnswer(seen === null ? steps : steps.slice(0, Math.max(0, seen - 1)))
    await conversations.addAnswer(scope, conversationId, { id: answerId, parentId, state: 'partial', answer, errorCode })
  }
  try {
    yield { type: 'answer-start', conversationId, questionId: question.id, answerId, question, siblings: [...answers, answerId] }
    const { topK, signal } = request
    for await (const step of answerQuestion(parts, { question: question.text, history, topK, signal })) {
      if (signal?.aborted) throw new AppError('cancelled', 'the answer was stopped')
      if (step.type === 'end') {
        isKept = true
        await conversations.addAnswer(scope, conversationId, { id: answerId, parentId, state: 'complete', answer: step.answer, errorCode: null })
        yield { type: 'answer-end', answerId, answer: step.answer }
        return
      }
      steps.push(step)
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
