// What every language model does behind the port, wherever it runs.
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Generator, GeneratorPiece, PromptMessage } from '@/lib/domain/ports/generator'

export const prompt: PromptMessage[] = [
  { role: 'system', content: 'Answer from the context only.' },
  {
    role: 'user',
    content: 'Context:\n[1] The library opens at nine on weekdays. It closes at six.\n[2] Parking is free.\n\nQuestion: When does the library open?',
  },
]

export interface Collected {
  text: string
  reasoning: string
  /** How many pieces of text. */
  pieces: number
  usage: object | null
  code: string | null
  message: string
}

export async function collect(pieces: AsyncIterable<GeneratorPiece>): Promise<Collected> {
  const collected: Collected = { text: '', reasoning: '', pieces: 0, usage: null, code: null, message: '' }
  try {
    for await (const piece of pieces) {
      if (piece.type === 'usage') collected.usage = { ...piece }
      else if (piece.type === 'text-was-reasoning') Object.assign(collected, { reasoning: collected.reasoning + collected.text, text: '' })
      else collected[piece.type] += piece.text
      if (piece.type === 'text') collected.pieces += 1
    }
  } catch (error) {
    collected.code = (error as { code: string }).code
    collected.message = (error as Error).message
  }
  return collected
}

export interface GeneratorsUnderTest {
  /** What `good` answers. */
  answer: string
  good: () => Generator
  /** Thinks in tags, then answers something. */
  thinking: () => Generator
  /** Thinks with a closing tag alone, then answers something. */
  thinkingUnopened: () => Generator
  /** Says `{"questions": ["…"]}`, with words around it. */
  json: () => Generator
  /** Goes on for long. */
  long: () => Generator
  /** Is given fewer tokens than the prompt takes. */
  small: () => Generator
}

export function describeGenerator(name: string, models: GeneratorsUnderTest): void {
  describe(`${name}, as any generator`, () => {
    it('streams the answer in pieces, then what it cost', async () => {
      const { text, pieces, code, usage } = await collect(models.good().stream(prompt))
      expect({ text, code }).toEqual({ text: models.answer, code: null })
      expect(pieces).toBeGreaterThan(2)
      expect(usage).toMatchObject({ type: 'usage', inputTokens: expect.any(Number), outputTokens: expect.any(Number) })
    })

    it('completes in one go, passes the check, and knows how much fits', async () => {
      const generator = models.good()
      expect(await generator.complete(prompt)).toBe(models.answer)
      await expect(generator.check()).resolves.toBeUndefined()
      expect(generator.contextTokens).toBeGreaterThan(500)
      expect(generator.countTokens('The library opens at nine.')).toBeGreaterThanOrEqual(6)
    })

    it('tells what it thinks from what it says', async () => {
      for (const generator of [models.thinking(), models.thinkingUnopened()]) {
        const { text, reasoning } = await collect(generator.stream(prompt))
        expect(reasoning).toMatch(/hidden/)
        expect(text).not.toMatch(/hidden|think/)
        expect(text).not.toBe('')
        expect(await generator.complete(prompt)).toBe(text.trimEnd())
      }
    })

    it('reads JSON between words, and says when there is none', async () => {
      const shape = z.object({ questions: z.array(z.string()).min(1) })
      expect((await models.json().completeJson(prompt, shape)).questions).toHaveLength(1)
      await expect(models.good().completeJson(prompt, shape)).rejects.toMatchObject({ code: 'llm_failed' })
    })

    it('ends with cancelled in the middle and before the start, and answers the next question', async () => {
      const generator = models.long()
      const middle = new AbortController()
      const stream = generator.stream(prompt, { signal: middle.signal })[Symbol.asyncIterator]()
      expect((await stream.next()).done).toBe(false)
      middle.abort()
      expect((await collect({ [Symbol.asyncIterator]: () => stream })).code).toBe('cancelled')
      expect((await collect(generator.stream(prompt, { signal: AbortSignal.abort() }))).code).toBe('cancelled')
      expect(await models.good().complete(prompt)).toBe(models.answer)
    })

    it('can be left in the middle', async () => {
      for await (const _piece of models.long().stream(prompt)) break
      expect(await models.good().complete(prompt)).toBe(models.answer)
    })

    it('says when the prompt does not fit, without quoting it', async () => {
      const { code, message, text } = await collect(models.small().stream(prompt))
      expect({ code, text }).toEqual({ code: 'llm_context_exceeded', text: '' })
      expect(message).not.toMatch(/library|Parking/)
    })
  })
}
