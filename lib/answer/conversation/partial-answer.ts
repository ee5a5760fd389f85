import { type Answer, plainAnswer, takeBackText } from '@/lib/domain/answer'
import type { AnswerStep } from '../answer-step'
import { citeWholePassages } from '../writing/cite-whole-passages'

export type DraftStep = Exclude<AnswerStep, { type: 'end' }>

/** What is kept of an answer that does not come to its end: what its steps so far say. */
export function partialAnswer(steps: readonly DraftStep[]): Answer {
  const draft = plainAnswer({ kind: 'not-found', text: '', sources: [], citations: [] })
  for (const step of steps) addStep(draft, step)
  return { ...draft, citations: citeWholePassages(draft.text, draft.sources) }
}

function addStep(draft: Answer, step: DraftStep): void {
  switch (step.type) {
    case 'sources':
      Object.assign(draft, { kind: step.kind, sources: step.sources })
      return
    case 'reasoning-delta':
      draft.reasoning = (draft.reasoning ?? '') + step.text
      return
    case 'text-delta':
      draft.text += step.text
      return
    case 'text-was-reasoning':
      Object.assign(draft, takeBackText(draft))
      return
    case 'sentence-checked':
      draft.checks.push(step.check)
  }
}
