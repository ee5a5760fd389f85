import { AppError } from '@/lib/domain/app-error'
import type { Passage } from '@/lib/domain/passage'
import type { Generator, GeneratorPiece } from '@/lib/domain/ports/generator'
import { extractTerms } from '@/lib/search/extract-terms'

/** A passage of `text` at `start` of its document. */
export function passageOf(text: string, fields: Partial<Passage> = {}): Passage {
  const start = fields.start ?? 0
  const defaults = {
    pointId: text.slice(0, 8),
    documentId: 'document',
    version: 1,
    source: 'notes.md',
    section: '',
    headingPath: [],
    page: null,
    pageBreaks: [],
    start,
    end: start + text.length,
  }
  return { ...defaults, chunkIndex: 0, language: 'und', text, contentHash: '', tokenCount: 1, createdAt: '', score: 1, ...fields }
}

/** Orders passages by how many of the query's terms they hold, as a search would; those with none are left out. */
export function searchIn(passages: Passage[]) {
  return async (query: string, topK: number): Promise<Passage[]> => {
    const wanted = new Set(extractTerms(query))
    const scored = passages.map((passage) => ({ ...passage, score: new Set(extractTerms(passage.text).filter((term) => wanted.has(term))).size }))
    return scored
      .filter(({ score }) => score > 0)
      .sort((left, right) => right.score - left.score)
      .slice(0, topK)
  }
}

/** Says `pieces` one by one (a text is a piece of text), then fails with `failure` if there is one. `completion` answers short requests. */
export function scriptedGenerator(
  pieces: Array<string | GeneratorPiece>,
  options: { failure?: Error; completion?: string | Error } = {},
): Generator & { prompts: string[] } {
  const prompts: string[] = []
  return {
    modelName: 'scripted',
    contextTokens: 16_384,
    countTokens: (text) => text.length,
    prompts,
    async *stream(messages) {
      prompts.push(messages.map(({ content }) => content).join('\n'))
      for (const piece of pieces) yield typeof piece === 'string' ? { type: 'text', text: piece } : piece
      if (options.failure) throw options.failure
    },
    async complete() {
      if (options.completion instanceof Error) throw options.completion
      return options.completion ?? ''
    },
    async completeJson(_messages, shape) {
      if (options.completion instanceof Error) throw options.completion
      const read = shape.safeParse(JSON.parse(options.completion ?? 'null'))
      if (!read.success) throw new AppError('llm_failed', 'not of the shape')
      return read.data
    },
    async check() {},
  }
}
