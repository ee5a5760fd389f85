import type { Answer, AnswerEvent } from '@/lib/domain/answer'
import type { AnswerFeedback, Message, QuestionMessage } from '@/lib/domain/conversation'
import type { ErrorCode } from '@/lib/domain/error-catalog'

/** `searching` until the sources are known, `writing` while text arrives, `done` when nothing more will. */
export type AnswerPhase = 'searching' | 'writing' | 'done'

export interface ShownAnswer {
  id: string
  role: 'answer'
  phase: AnswerPhase
  state: 'complete' | 'partial'
  answer: Answer
  /** Why it broke off, null when it did not. `message` is empty for stored answers: the code says it then. */
  failure: { code: ErrorCode | 'network_failure'; message: string } | null
  /** False until the server has given the answer its id: only then can it be asked again in its place. */
  isStored: boolean
  /** What the person thought of it. */
  feedback: AnswerFeedback | null
}

export type ShownMessage = QuestionMessage | ShownAnswer

export interface ChatState {
  conversationId: string | null
  /** The title a kept conversation was read with; null for a new one. */
  title: string | null
  messages: ShownMessage[]
}

export type ChatAction =
  | { type: 'cleared' }
  | { type: 'loaded'; conversationId: string; title: string; messages: Message[] }
  | { type: 'asked'; question: string; createdAt: string }
  | { type: 'asked-again'; answerId: string }
  | { type: 'received'; event: AnswerEvent }
  | { type: 'stopped' }
  | { type: 'rated'; answerId: string; feedback: AnswerFeedback | null }
  | { type: 'failed'; code: ErrorCode | 'network_failure'; message: string }

export const emptyChat: ChatState = { conversationId: null, title: null, messages: [] }

/** `position` in the list makes the provisional id unique. */
function pendingAnswer(position: number): ShownAnswer {
  const answer: Answer = { kind: 'generated', text: '', sources: [], citations: [] }
  return { id: `pending-${position}`, role: 'answer', phase: 'searching', state: 'partial', answer, failure: null, isStored: false, feedback: null }
}

function showMessage(message: Message): ShownMessage {
  if (message.role === 'question') return message
  const { id, state, answer, errorCode, feedback } = message
  return { id, role: 'answer', phase: 'done', state, answer, failure: errorCode ? { code: errorCode, message: '' } : null, isStored: true, feedback }
}

/** Replaces the answer in progress, which is always the last message. */
function updateLast(state: ChatState, change: (answer: ShownAnswer) => ShownAnswer): ChatState {
  const last = state.messages.at(-1)
  if (last?.role !== 'answer' || last.phase === 'done') return state
  return { ...state, messages: [...state.messages.slice(0, -1), change(last)] }
}

function receive(state: ChatState, event: AnswerEvent): ChatState {
  switch (event.type) {
    case 'answer-start':
      return { ...updateLast(state, (last) => ({ ...last, id: event.answerId, isStored: true })), conversationId: event.conversationId }
    case 'sources':
      return updateLast(state, (last) => ({ ...last, phase: 'writing', answer: { ...last.answer, kind: event.kind, sources: event.sources } }))
    case 'text-delta':
      return updateLast(state, (last) => ({ ...last, phase: 'writing', answer: { ...last.answer, text: last.answer.text + event.text } }))
    case 'answer-end':
      return updateLast(state, (last) => ({ ...last, phase: 'done', state: 'complete', answer: event.answer }))
    case 'answer-error':
      return updateLast(state, (last) => ({ ...last, phase: 'done', failure: { code: event.code, message: event.message } }))
  }
}

/** The whole behaviour of one chat as data: what is on the screen after each thing that happens. */
export function reduceChat(state: ChatState, action: ChatAction): ChatState {
  switch (action.type) {
    case 'cleared':
      return emptyChat
    case 'loaded':
      return { conversationId: action.conversationId, title: action.title, messages: action.messages.map(showMessage) }
    case 'asked': {
      const question: QuestionMessage = { id: `asked-${state.messages.length}`, role: 'question', text: action.question, createdAt: action.createdAt }
      return { ...state, messages: [...state.messages, question, pendingAnswer(state.messages.length + 1)] }
    }
    case 'asked-again': {
      const index = state.messages.findIndex((message) => message.id === action.answerId)
      return index < 0 ? state : { ...state, messages: [...state.messages.slice(0, index), pendingAnswer(index)] }
    }
    case 'received':
      return receive(state, action.event)
    case 'stopped':
      return updateLast(state, (last) => ({ ...last, phase: 'done' }))
    case 'rated': {
      const rate = (message: ShownMessage) =>
        message.role === 'answer' && message.id === action.answerId ? { ...message, feedback: action.feedback } : message
      return { ...state, messages: state.messages.map(rate) }
    }
    case 'failed':
      return updateLast(state, (last) => ({ ...last, phase: 'done', failure: { code: action.code, message: action.message } }))
  }
}

/** The question an answer belongs to: the nearest one before it. */
export function questionOf(messages: ShownMessage[], answerId: string): string | null {
  const index = messages.findIndex((message) => message.id === answerId)
  const question = messages.slice(0, Math.max(index, 0)).findLast((message) => message.role === 'question')
  return question?.role === 'question' ? question.text : null
}
