import type { SentenceCheck } from '@/lib/domain/answer'
import type { GeneratorPiece } from '@/lib/domain/ports/generator'
import { isMissingPartLine, missingPartLine } from '../answer-language'
import type { AnswerStep } from '../answer-step'
import type { ClaimChecker } from '../checking/claim-checker'
import { ClaimTracker, type Tracked } from '../checking/claim-tracker'
import { mergeLater } from '../checking/merge-later'
import { AbstentionFilter } from './abstention-filter'
import { CitationFilter } from './repair-citations'

/*
 * What a language model writes, on its way to the reader: marks made one form, fixed forms read, marks put behind sentences that have none,
 * and each sentence checked as it ends. The text never waits for a check; the checks follow it, in order, one at a time.
 */
export class CheckedWriting {
  readonly checks: SentenceCheck[] = []
  /** Null when the model did not think aloud. */
  reasoning: string | null = null
  tokens: { inputTokens: number | null; outputTokens: number | null } = { inputTokens: null, outputTokens: null }
  private readonly citations: CitationFilter
  private readonly abstention: AbstentionFilter
  private readonly tracker: ClaimTracker
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly checker: ClaimChecker,
    { question, sourceCount }: { question: string; sourceCount: number },
  ) {
    this.citations = new CitationFilter(sourceCount)
    this.abstention = new AbstentionFilter((part) => missingPartLine(question, part))
    this.tracker = new ClaimTracker({ findSource: (sentence) => checker.findSource(sentence), isOwnLine: isMissingPartLine })
  }

  /** Empty as long as the model says that the passages do not hold the answer. */
  get text(): string {
    return this.tracker.text
  }

  /** Errors: those of the generator; `cancelled`. */
  async *read(pieces: AsyncIterable<GeneratorPiece>, signal?: AbortSignal): AsyncGenerator<AnswerStep> {
    const later: Array<Promise<AnswerStep>> = []
    for await (const step of mergeLater(this.follow(pieces, later, signal), later)) {
      if (step.type === 'sentence-checked') this.checks.push(step.check)
      yield step
    }
  }

  private async *follow(pieces: AsyncIterable<GeneratorPiece>, later: Array<Promise<AnswerStep>>, signal?: AbortSignal): AsyncGenerator<AnswerStep> {
    for await (const piece of pieces) {
      if (piece.type === 'usage') this.tokens = { inputTokens: piece.inputTokens, outputTokens: piece.outputTokens }
      else if (piece.type === 'reasoning') {
        this.reasoning = (this.reasoning ?? '') + piece.text
        yield { type: 'reasoning-delta', text: piece.text }
      } else yield* this.take(this.tracker.push(this.abstention.push(this.citations.push(piece.text))), later, signal)
      if (this.abstention.isNotFound) return
    }
    const rest = this.abstention.push(this.citations.finish()) + this.abstention.finish()
    yield* this.take(this.tracker.push(rest), later, signal)
    yield* this.take(this.tracker.finish(), later, signal)
  }

  private *take({ text, claims }: Tracked, later: Array<Promise<AnswerStep>>, signal?: AbortSignal): Iterable<AnswerStep> {
    if (text !== '') yield { type: 'text-delta', text }
    for (const claim of claims) {
      const checked = this.last
        .then(() => this.checker.check(this.tracker.text, claim, signal))
        .then((check): AnswerStep => ({ type: 'sentence-checked', check }))
      // It is awaited where the steps are merged; when the stream broke off before, nobody does.
      this.last = checked.catch(() => undefined)
      later.push(checked)
    }
  }
}
