import { condenseQuestion } from '@/lib/answer/condense-question'
import type { AnswerSource } from '@/lib/domain/answer'
import type { AnswerFeedback, AnswerMessage, Message, QuestionMessage } from '@/lib/domain/conversation'
import type { InterfaceLanguage } from '@/lib/domain/error-catalog'
import type { ConversationStore } from '@/lib/domain/ports/conversation-store'
import type { TestJudgement } from '@/lib/domain/retrieval/test-set'
import { extractTerms } from '@/lib/search/extract-terms'
import { findPlace } from '@/lib/search/lab/locate-judgements'
import { createLibraryReader, type LabParts } from './lab-parts'

const feedbackSetNames: Record<InterfaceLanguage, string> = { en: 'From chat', ko: '대화에서' }

export interface FeedbackRequest {
  answerId: string
  feedback: AnswerFeedback | null
  /** That of the interface: names the set when it is made. */
  language: InterfaceLanguage
  signal?: AbortSignal
}

/**
 * Keeps what a person thinks of an answer. Thumbs up puts its question, made standalone, with the cited places into the test set of the
 * chat; anything else takes it out again. An answer that cites nothing leaves nothing to measure with. Errors: not_found.
 */
export async function keepFeedback(
  parts: LabParts & { conversations: ConversationStore },
  { answerId, feedback, language, signal }: FeedbackRequest,
): Promise<AnswerMessage> {
  const { testSets, scope } = parts
  const { question, answer, history } = await parts.conversations.saveFeedback(scope, answerId, feedback)
  const externalId = `answer ${answerId}`
  const judgements = feedback?.value === 'up' ? await judgementsOf(parts, answer) : []
  if (judgements.length > 0) {
    const text = await standaloneQuestion(parts, question, history, signal)
    const set = await testSets.openFeedbackSet(scope, feedbackSetNames[language])
    await testSets.addQuestions(scope, set.id, [{ externalId, text, origin: 'feedback', judgements }])
    return answer
  }
  const set = await testSets.readFeedbackSet(scope)
  if (set !== null) await testSets.deleteQuestionByExternalId(scope, set.id, externalId)
  return answer
}

async function standaloneQuestion(parts: LabParts, { text }: QuestionMessage, history: Message[], signal?: AbortSignal): Promise<string> {
  if (history.length === 0) return text
  return condenseQuestion({ generator: await parts.openGenerator(), extractTerms }, { question: text, history, signal })
}

/** Each cited place once, with the text that stands there. */
async function judgementsOf(parts: LabParts, { answer }: AnswerMessage): Promise<TestJudgement[]> {
  const reader = createLibraryReader(parts)
  const judgements = new Map<string, TestJudgement>()
  for (const { sourceNumber, start, end } of answer.citations) {
    const source = answer.sources.find(({ number }) => number === sourceNumber)
    const document = source && (await reader.findDocument(source))
    if (!document) continue
    const text = await reader.readText(document.id)
    const moved = text === null ? null : distanceMoved(text, source)
    if (text === null || moved === null) continue
    const place = { start: start + moved, end: end + moved }
    judgements.set(`${document.id} ${place.start}`, {
      documentId: document.id,
      source: source.source,
      ...place,
      text: text.slice(place.start, place.end),
      grade: 1,
    })
  }
  return [...judgements.values()]
}

/** The document may have been read anew since the answer: how far its passage moved; null when it is not there any more. */
function distanceMoved(text: string, { start, snippet }: AnswerSource): number | null {
  const place = findPlace(text, snippet.replace(/…$/u, ''), start)
  return place && place.start - start
}
