import type { PromptMessage } from '@/lib/domain/ports/generator'
import { countTokens } from './count-tokens'

/** What a chat template adds to a short prompt would be taken for a costly tokenizer. */
const smallestPrompt = 500
/** The costliest tokenizer that was measured, Llama 2's, takes 1.22 times the estimate; a server that says far more counts something else. */
const mostTimes = 2

/**
 * The estimate for one model: that of `countTokens`, raised where its server reported more for a prompt than was estimated.
 * So a model with an old tokenizer is right from its second question on.
 */
export class TokenEstimate {
  private times = 1

  count(text: string): number {
    return Math.ceil(countTokens(text) * this.times)
  }

  learn(prompt: readonly PromptMessage[], reported: number | null): void {
    if (reported === null || reported < smallestPrompt) return
    const estimated = prompt.reduce((sum, { content }) => sum + countTokens(content), 0)
    this.times = Math.min(mostTimes, Math.max(this.times, reported / Math.max(1, estimated)))
  }
}
