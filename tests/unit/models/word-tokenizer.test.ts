import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadTokenizer } from '@/lib/models/load-tokenizer'
import { defaultModelId } from '@/lib/models/model-manifest'
import { createWordTokenizer, type WordTokenizer } from '@/lib/models/word-tokenizer'
import { modelsDirectory } from '../../fixtures/embedder-paths'

const folder = path.join(modelsDirectory, defaultModelId)
const documents = path.resolve(import.meta.dirname, '../../fixtures/documents')
const noLimit = Number.POSITIVE_INFINITY

describe('a tokenizer that remembers words', () => {
  let library: Tokenizer
  let tokenizer: WordTokenizer
  beforeAll(async () => {
    const [definition, config] = await Promise.all(['tokenizer.json', 'tokenizer_config.json'].map((name) => readFile(path.join(folder, name), 'utf8')))
    library = new Tokenizer({ ...JSON.parse(definition ?? ''), truncation: null, padding: null }, JSON.parse(config ?? ''))
    tokenizer = await loadTokenizer(folder)
  })

  it.each([
    '',
    ' ',
    '\n\t',
    ' two  spaces, a tab\tand\r\na line ',
    'special [SEP] and in[CLS]side and [MASK]',
    'no-break\u00a0space, ideographic\u3000space, next\u0085line, zero\u200bwidth, control\u001cseparator',
    'ΑΣ ΟΔΥΣΣΕΥΣ. Σ naïve é e\u0301 \u0301 İstanbul ﬁve',
    '漢字と한국어mixed漢without🧑‍🚀spaces',
    '\ud800 lone',
    `${'supercalifragilistic'.repeat(20)} ${'가'.repeat(300)}`,
  ])('gives the ids of the library: %j', (text) => {
    expect(tokenizer.encode(text, noLimit)).toEqual(library.encode(text).ids)
    // From memory this time.
    expect(tokenizer.encode(text, noLimit)).toEqual(library.encode(text).ids)
    expect(tokenizer.count(text) + tokenizer.specialTokens).toBe(library.encode(text).ids.length)
  })

  it.each(['README.md', 'coffee-roasting-notes.html', 'rooftop-garden-guide-ko.md', 'swtt-lectures-ko.txt'])(
    'gives the ids of the library for all of %s',
    async (name) => {
      const text = await readFile(path.join(documents, name), 'utf8')
      for (let start = 0; start < text.length; start += 500) {
        const piece = text.slice(start, start + 500)
        expect(tokenizer.encode(piece, noLimit)).toEqual(library.encode(piece).ids)
      }
    },
  )

  it('cuts a long text and keeps the closing special token', () => {
    const text = '도서관은 언제 여나요? '.repeat(50)
    const whole = library.encode(text).ids
    expect(tokenizer.encode(text, 32)).toEqual([...whole.slice(0, 31), whole.at(-1)])
    expect(tokenizer.encode(text, whole.length)).toEqual(whole)
  })

  it('asks the library for the whole text where words are not cut by themselves', () => {
    const whole = createWordTokenizer(library, false)
    expect(whole.encode('a whole text', noLimit)).toEqual(library.encode('a whole text').ids)
    expect(whole.encode('one two three four', 4)).toEqual(tokenizer.encode('one two three four', 4))
    expect(whole.count('one two three')).toBe(3)
  })
})
