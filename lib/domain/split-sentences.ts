/**
 * Cuts text into sentences, Korean and English first, as ranges that cover all of its non-space characters.
 *
 * How: every line is taken by itself when the text is list-like (short lines, `key: value`, bullets, numbered items);
 * wrapped prose lines are read together. Inside a line `Intl.Segmenter` (Unicode sentence rules, ICU) proposes the
 * ends, and the proposals are corrected where those rules are known to be wrong: after abbreviations and initials,
 * after the number of a list item, inside brackets and quotations that go on, and before a Korean particle that follows a closing quote.
 * Rejected: regular expressions alone (Chinese and Japanese ends, quotes and closing brackets come right with ICU for
 * free) and a trained splitter (a model file for a task where rules suffice).
 */

export interface SentenceRange {
  /** UTF-16 offset of the first character that is not space. */
  start: number
  /** Exclusive, after the last character that is not space. */
  end: number
}

const abbreviations = new Set(
  'mr mrs ms dr prof sr jr st vs etc e.g i.e cf al fig figs eq eqs sec ch no nos vol pp p ed eds dept univ inc ltd co corp approx ca est jan feb mar apr jun jul aug sep sept oct nov dec gen col sgt capt rev hon gov sen rep u.s u.k u.n ph.d a.m p.m'.split(
    ' ',
  ),
)

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/** A line that stands for itself: bullet, numbered item, `key: value`, `[tag]`, table row. */
const standaloneLine = /^\s*(?:[-*•·▪◦○●■□※]\s|\(?\d{1,3}[.)]\s|[①-⑳]|\[[^\]\n]{1,40}\]|[^\s:：][^:：.!?\n]{0,30}[:：](?:\s|$))|\s\|\s/u
/** Ends as a sentence or heading-like phrase would, brackets and quotes allowed after. */
const finishedLine = /[.!?…。！？:：;][\p{Pe}\p{Pf}"'”’]*\s*$/u
/** The shortest line that may be one of wrapped prose: shorter ones with no end mark are items or headings. */
const shortestWrappedLine = 30

/** Returns the sentences of `text` in order; no range is empty, none overlap. */
export function splitSentences(text: string): SentenceRange[] {
  const sentences: SentenceRange[] = []
  for (const region of splitRegions(text)) {
    for (const sentence of splitRegion(text.slice(region.start, region.end))) {
      pushTrimmed(sentences, text, region.start + sentence.start, region.start + sentence.end)
    }
  }
  return sentences
}

/** Groups lines: wrapped prose stays together, everything else is a line of its own. */
function splitRegions(text: string): SentenceRange[] {
  const regions: SentenceRange[] = []
  let start = 0
  let lineStart = 0
  while (lineStart < text.length) {
    const newline = text.indexOf('\n', lineStart)
    const lineEnd = newline === -1 ? text.length : newline
    const nextEnd = newline === -1 ? -1 : text.indexOf('\n', newline + 1)
    const next = newline === -1 ? '' : text.slice(newline + 1, nextEnd === -1 ? text.length : nextEnd)
    if (newline === -1 || !isWrapped(text.slice(lineStart, lineEnd), next)) {
      regions.push({ start, end: lineEnd })
      start = lineEnd + 1
    }
    lineStart = lineEnd + 1
  }
  return regions
}

function isWrapped(line: string, next: string): boolean {
  if (next.trim() === '' || line.trim().length < shortestWrappedLine) return false
  return !finishedLine.test(line) && !standaloneLine.test(line) && !standaloneLine.test(next)
}

function splitRegion(region: string): SentenceRange[] {
  // ICU ends a sentence at every newline; a wrapped line goes on, so it sees a space there. Lengths stay equal.
  const flat = region.replace(/\n/g, ' ')
  const ranges: SentenceRange[] = []
  let start = 0
  for (const { index, segment } of segmenter.segment(flat)) {
    const end = index + segment.length
    if (end < flat.length && !isRealEnd(flat.slice(start, end), flat.slice(end))) continue
    ranges.push({ start, end })
    start = end
  }
  if (start < flat.length) ranges.push({ start, end: flat.length })
  return ranges.flatMap((range) => splitMissedEnds(flat, range))
}

/** How far back an end is looked at: as far as one citation in brackets may be long. */
const longestTail = 200

/** False where ICU's proposal cuts after an abbreviation, an initial, an item number, or before the rest of a quotation. */
function isRealEnd(before: string, after: string): boolean {
  const whole = before.trimEnd()
  if (/^\s*(?:\(?\d{1,3}[.)]|[가-하A-Za-z][.)]|제?\s*\d+\s*[조항호장절]\.?)$/u.test(whole)) return false
  // What is asked of the end is asked of the end alone: a pattern that may begin anywhere is tried at every letter of a long sentence.
  const trimmed = whole.slice(-longestTail)
  if (isInsideBrackets(trimmed)) return false
  // 「…다."라고 했다」: a Korean quotation goes on with a particle glued to the closing quote.
  if (/[”"’']$/u.test(trimmed) && /^(?:이?라고|이?라는|고|라며|며|라면서|면서|는|은|이|가|를|을|와|과|에|의|하고)(?=[\s가-힣])/u.test(after)) return false
  // 「"Really?" he asked」
  if (/["”’']$/u.test(trimmed) && /^\s*\p{Ll}/u.test(after)) return false
  // Korean dates: 「2024. 3. 15. 서울에서」
  if (/(?:19|20)\d{2}\.\s*\d{1,2}\.(?:\s*\d{1,2}\.)?$/u.test(trimmed)) return false
  if (/(?:19|20)\d{2}\.$/u.test(trimmed) && /^\s*\d{1,2}\./u.test(after)) return false
  const word = /([\p{L}.]+)\.$/u.exec(trimmed)?.[1]
  if (word === undefined) return true
  if (/^\p{Lu}$/u.test(word) && /^\s*\p{Lu}/u.test(after)) return false
  return !(abbreviations.has(word.toLowerCase()) && !/^\s*[가-힣]/u.test(after))
}

/** An opened bracket whose partner has not come. */
function isInsideBrackets(before: string): boolean {
  let depth = 0
  for (const character of before) {
    if ('([「『（'.includes(character)) depth += 1
    else if (')]」』）'.includes(character) && depth > 0) depth -= 1
  }
  return depth > 0
}

/**
 * Ends that ICU does not propose: `합니다.다음` and `있어요!그래서`, Korean sentence endings with the space left out,
 * common in text taken from PDFs and chats.
 */
function splitMissedEnds(flat: string, range: SentenceRange): SentenceRange[] {
  const ranges: SentenceRange[] = []
  let start = range.start
  for (const match of flat.slice(range.start, range.end).matchAll(/(?<=[다요죠까][.!?])(?=[가-힣])/gu)) {
    const end = range.start + match.index
    ranges.push({ start, end })
    start = end
  }
  ranges.push({ start, end: range.end })
  return ranges
}

function pushTrimmed(sentences: SentenceRange[], text: string, from: number, to: number): void {
  let start = from
  let end = to
  while (start < end && /\s/u.test(text.charAt(start))) start += 1
  while (end > start && /\s/u.test(text.charAt(end - 1))) end -= 1
  if (end > start) sentences.push({ start, end })
}
