import { type Answer, type AnswerEvent, plainAnswer, takeBackText } from '@/lib/domain/answer'
import type { AnswerFeedback, Conversation, Message, MessagePlace, QuestionMessage } from '@/lib/domain/conversation'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { PassageFilter } from '@/lib/domain/passage'

/** `searching` until the sources are known, `writing` while text arrives, `done` when nothing more will. */
export type AnswerPhase = 'searching' | 'writing' | 'done'

export interface ShownAnswer extends MessagePlace {
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

/** What a conversation is set to; kept here until a new one has its id, and in the server as well after that. */
export interface ChatSettings {
  pinned: PassageFilter | null
  connectionId: string | null
  shareId: string | null
}

export interface ChatState extends ChatSettings {
  conversationId: string | null
  /** The title a kept conversation was read with; null for a new one. */
  title: string | null
  messages: ShownMessage[]
}

export type ChatAction =
  | { type: 'cleared' }
  | { type: 'loaded'; conversation: Conversation; runningAnswerId?: string | null }
  /** `parentId`: the message that an edited question follows, null for the first; missing: the last one. */
  | { type: 'asked'; question: string; createdAt: string; parentId?: string | null }
  | { type: 'asked-again'; answerId: string }
  | { type: 'received'; event: AnswerEvent }
  | { type: 'stopped' }
  | { type: 'configured'; settings: Partial<ChatSettings> }
  | { type: 'rated'; answerId: string; feedback: AnswerFeedback | null }
  | { type: 'failed'; code: ErrorCode | 'network_failure'; message: string }

export const emptyChat: ChatState = { conversationId: null, title: null, messages: [], pinned: null, connectionId: null, shareId: null }

/** `position` in the list makes the provisional id unique; `others` are the answers that the question has already. */
function pendingAnswer(position: number, parentId: string | null, others: string[] = []): ShownAnswer {
  const id = `pending-${position}`
  const answer = plainAnswer({ kind: 'generated', text: '', sources: [], citations: [] })
  const unknown = { failure: null, isStored: false, feedback: null } as const
  return { id, role: 'answer', phase: 'searching', state: 'partial', answer, parentId, siblings: [...others, id], ...unknown }
}

/** A message as it was kept. */
export function showMessage(message: Message): ShownMessage {
  if (message.role === 'question') return message
  const { id, state, answer, errorCode, feedback, parentId, siblings } = message
  const failure = errorCode ? { code: errorCode, message: '' } : null
  return { id, role: 'answer', phase: 'done', state, answer, parentId, siblings, failure, isStored: true, feedback }
}

/** Replaces the answer in progress, which is always the last message. */
function updateLast(state: ChatState, change: (answer: ShownAnswer) => ShownAnswer): ChatState {
  const last = state.messages.at(-1)
  if (last?.role !== 'answer' || last.phase === 'done') return state
  return { ...state, messages: [...state.messages.slice(0, -1), change(last)] }
}

function updateAnswer(state: ChatState, change: (answer: Answer) => Answer): ChatState {
  return updateLast(state, (last) => ({ ...last, answer: change(last.answer) }))
}

/** Also to an answer that was stopped before it began: from now on it can be asked for again. */
function begin(state: ChatState, { conversationId, answerId, question, siblings }: Extract<AnswerEvent, { type: 'answer-start' }>): ChatState {
  const last = state.messages.at(-1)
  if (last?.role !== 'answer' || last.isStored) return { ...state, conversationId }
  const before = state.messages.slice(0, -1).map((message, index, all) => (index === all.length - 1 && message.role === 'question' ? question : message))
  return { ...state, conversationId, messages: [...before, { ...last, id: answerId, parentId: question.id, siblings, isStored: true }] }
}

function receive(state: ChatState, event: AnswerEvent): ChatState {
  switch (event.type) {
    case 'answer-start':
      return begin(state, event)
    case 'sources':
      return updateLast(state, (last) => ({ ...last, phase: 'writing', answer: { ...last.answer, kind: event.kind, sources: event.sources } }))
    case 'reasoning-delta':
      return updateAnswer(state, (answer) => ({ ...answer, reasoning: (answer.reasoning ?? '') + event.text }))
    case 'text-delta':
      return updateLast(state, (last) => ({ ...last, phase: 'writing', answer: { ...last.answer, text: last.answer.text + event.text } }))
    case 'text-was-reasoning':
      return updateAnswer(state, (answer) => ({ ...answer, ...takeBackText(answer) }))
    case 'sentence-checked':
      return updateAnswer(state, (answer) => ({ ...answer, checks: [...answer.checks, event.check] }))
    case 'answer-end':
      return updateLast(state, (last) => ({ ...last, phase: 'done', state: 'complete', answer: event.answer }))
    case 'answer-error':
      return updateLast(state, (last) => ({ ...last, phase: 'done', failure: { code: event.code, message: event.message } }))
  }
}

function load({ id, title, messages, pinned, connectionId, shareId }: Conversation, runningAnswerId: string | null): ChatState {
  const shown = messages.map(showMessage)
  const last = shown.at(-1)
  const running = runningAnswerId === null || last?.role !== 'question' ? [] : [pendingAnswer(shown.length, last.id)]
  return { conversationId: id, title, messages: [...shown, ...running], pinned, connectionId, shareId }
}

function ask(state: ChatState, { question, createdAt, parentId }: Extract<ChatAction, { type: 'asked' }>): ChatState {
  const end = parentId === undefined ? state.messages.length : state.messages.findIndex(({ id }) => id === parentId) + 1
  const replaced = parentId === undefined ? undefined : state.messages[end]
  const id = `asked-${end}`
  const kept = state.messages.slice(0, end)
  const place = { parentId: kept.at(-1)?.id ?? null, siblings: [...(replaced?.siblings ?? []), id] }
  return { ...state, messages: [...kept, { id, role: 'question', text: question, createdAt, ...place }, pendingAnswer(end + 1, id)] }
}

/** The whole behaviour of one chat as data: what is on the screen after each thing that happens. */
export function reduceChat(state: ChatState, action: ChatAction): ChatState {
  switch (action.type) {
    case 'cleared':
      return emptyChat
    case 'loaded':
      return load(action.conversation, action.runningAnswerId ?? null)
    case 'asked':
      return ask(state, action)
    case 'asked-again': {
      const index = state.messages.findIndex((message) => message.id === action.answerId)
      const asked = state.messages[index]
      if (asked === undefined) return state
      const others = asked.role === 'answer' && asked.isStored ? asked.siblings : []
      return { ...state, messages: [...state.messages.slice(0, index), pendingAnswer(index, asked.parentId, others)] }
    }
    case 'received':
      return receive(state, action.event)
    case 'stopped':
      return updateLast(state, (last) => ({ ...last, phase: 'done' }))
    case 'configured':
      return { ...state, ...action.settings }
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

/** True once the server knows the message: before that it can be neither edited nor followed. */
export function isKept(message: ShownMessage): boolean {
  return message.role === 'answer' ? message.isStored : !message.id.startsWith('asked-')
}
