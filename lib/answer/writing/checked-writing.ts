import type { SentenceCheck } from '@/lib/domain/answer'
import type { GeneratorPiece } from '@/lib/domain/ports/generator'
import { isMissingPartLine, missingPartLine } from '../answer-language'
import type { AnswerStep } from '../answer-step'
import type { ClaimChecker } from '../checking/claim-checker'
import { ClaimTracker, type Tracked } from '../checking/claim-tracker'
import { mergeLater } from '../checking/merge-later'
import { AbstentionFilter } from './abstention-filter'
import { CitationFilter } from './repair-citations'

interface Asked {
  question: string
  sourceCount: number
}

/** What is being written, with all that reads it on the way. */
interface Draft {
  /** As the model wrote it. */
  written: string
  citations: CitationFilter
  abstention: AbstentionFilter
  tracker: ClaimTracker
}

function beginDraft(checker: ClaimChecker, { question, sourceCount }: Asked): Draft {
  return {
    written: '',
    citations: new CitationFilter(sourceCount),
    abstention: new AbstentionFilter((part) => missingPartLine(question, part)),
    tracker: new ClaimTracker({ findSource: (sentence) => checker.findSource(sentence), isOwnLine: isMissingPartLine }),
  }
}

/** What becomes of a check whose sentence was taken back before it was made. */
const outdated: AnswerStep = { type: 'text-delta', text: '' }

/*
 * What a language model writes, on its way to the reader: marks made one form, fixed forms read, marks put behind sentences that have none,
 * and each sentence checked as it ends. The text never waits for a check; the checks follow it, in order, one at a time.
 */
export class CheckedWriting {
  readonly checks: SentenceCheck[] = []
  /** Null when the model did not think aloud. */
  reasoning: string | null = null
  tokens: { inputTokens: number | null; outputTokens: number | null } = { inputTokens: null, outputTokens: null }
  private draft: Draft
  private readonly draftOf = new WeakMap<SentenceCheck, Draft>()
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly checker: ClaimChecker,
    private readonly asked: Asked,
  ) {
    this.draft = beginDraft(checker, asked)
  }

  /** Empty as long as the model says that the passages do not hold the answer. */
  get text(): string {
    return this.draft.tracker.text
  }

  /** Errors: those of the generator; `cancelled`. */
  async *read(pieces: AsyncIterable<GeneratorPiece>, signal?: AbortSignal): AsyncGenerator<AnswerStep> {
    const later: Array<Promise<AnswerStep>> = []
    for await (const step of mergeLater(this.follow(pieces, later, signal), later)) {
      if (step === outdated || this.isTakenBack(step)) continue
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
      } else if (piece.type === 'text-was-reasoning') {
        this.takeBack()
        yield piece
      } else yield* this.write(piece.text, later, signal)
      if (this.draft.abstention.isNotFound) return
    }
    const { citations, abstention, tracker } = this.draft
    const rest = abstention.push(citations.finish()) + abstention.finish()
    yield* this.take(tracker.push(rest), later, signal)
    yield* this.take(tracker.finish(), later, signal)
  }

  private write(text: string, later: Array<Promise<AnswerStep>>, signal?: AbortSignal): Iterable<AnswerStep> {
    const { citations, abstention, tracker } = this.draft
    this.draft.written += text
    return this.take(tracker.push(abstention.push(citations.push(text))), later, signal)
  }

  private takeBack(): void {
    this.reasoning = (this.reasoning ?? '') + this.draft.written
    this.checks.length = 0
    this.draft = beginDraft(this.checker, this.asked)
  }

  /** A check may have been made before its sentence was taken back, and come after. */
  private isTakenBack(step: AnswerStep): boolean {
    return step.type === 'sentence-checked' && this.draftOf.get(step.check) !== this.draft
  }

  private *take({ text, claims }: Tracked, later: Array<Promise<AnswerStep>>, signal?: AbortSignal): Iterable<AnswerStep> {
    if (text !== '') yield { type: 'text-delta', text }
    const { draft } = this
    for (const claim of claims) {
      const checked = this.last
        .then(() => (draft === this.draft ? this.checker.check(draft.tracker.text, claim, signal) : null))
        .then((check): AnswerStep => {
          if (check === null) return outdated
          this.draftOf.set(check, draft)
          return { type: 'sentence-checked', check }
        })
      // It is awaited where the steps are merged; when the stream broke off before, nobody does.
      this.last = checked.catch(() => undefined)
      later.push(checked)
    }
  }
}
