import { tellsDisagreement } from '@/lib/answer/checking/disagreement/write-disagreements'
import { quoteAnswer } from '@/lib/answer/quotes/quote-answer'
import type { Passage } from '@/lib/domain/passage'
import { extractTerms } from '@/lib/search/extract-terms'
import type { AskedQuestion } from '../../answers/asked-question'
import { type MadeKind, madeKinds, makeDocument } from './made-documents'

/** How often an answer says that documents do not agree. */
export interface DisagreementScores {
  questions: number
  /** With the documents as they are, of which next to none do. */
  raised: number
  /** With a made document behind the one that answers: how many there were, and for how many it was said. */
  made: Array<{ kind: MadeKind; questions: number; raised: number }>
}

export async function measureDisagreements(asked: AskedQuestion[]): Promise<DisagreementScores> {
  let raised = 0
  for (const { question, passages } of asked) raised += Number(await isRaised(question, passages))
  const made: DisagreementScores['made'] = []
  for (const kind of madeKinds) {
    const count = { kind, questions: 0, raised: 0 }
    for (const [index, one] of asked.entries()) {
      const passages = withMade(kind, one, asked[(index + 37) % asked.length])
      if (passages === null) continue
      count.questions += 1
      count.raised += Number(await isRaised(one.question, passages))
    }
    made.push(count)
  }
  return { questions: asked.length, raised, made }
}

export function formatDisagreements(set: string, { questions, raised, made }: DisagreementScores): string {
  const lines = made.map((one) => `| ${set} | ${one.kind} | ${one.questions} | ${one.raised} | ${(one.raised / Math.max(1, one.questions)).toFixed(3)} |`)
  return [`| ${set} | none | ${questions} | ${raised} | ${(raised / Math.max(1, questions)).toFixed(4)} |`, ...lines].join('\n')
}

/** Null where the question is not answered by a number of a passage that was found. */
function withMade(kind: MadeKind, { question, answers: [answer = ''], gold, passages }: AskedQuestion, other: AskedQuestion | undefined): Passage[] | null {
  const at = passages.findIndex(({ documentId, text }) => gold.has(documentId) && text.includes(answer))
  const [found, foreign] = [passages[at], other?.passages[0]]
  if (!/\d/.test(answer) || found === undefined || foreign === undefined) return null
  const document = makeDocument(kind, { question, gold: found, answer, foreign })
  return document && [...passages.slice(0, at + 1), document, ...passages.slice(at + 1, passages.length - 1)]
}

async function isRaised(question: string, passages: Passage[]): Promise<boolean> {
  for await (const step of quoteAnswer({ extractTerms }, { question, passages })) if (step.type === 'end') return tellsDisagreement(step.answer.text)
  return false
}
