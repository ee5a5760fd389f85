/** A word of a sentence. Offsets into the sentence. */
export interface SentenceWord {
  start: number
  end: number
  /** Before its Korean particle; `end` where it has none. */
  stemEnd: number
  particle: string
  text: string
  /** What stands between the word before and this one. */
  gap: string
}

const wordPattern = /(?:[$€£¥₩#±-])?[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:(?:[.,'’·/&:@_–-]|\+\+)[\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*(?:[%°℃‰½㎞㎡㎏]|\+\+|#)?[가-힣]*/gu

const particlePattern =
  /(?:으로부터|로부터|에게서|에서부터|이라고도|라고도|에서는|에서의|에서도|에게는|으로는|으로써|으로서|이라는|이라고|이었던|이었다|이라며|까지의|까지는|부터는|에서|에게|에는|에도|에만|한테|께서|으로|로서|로써|로는|까지|부터|라는|라고|였던|였다|이던|이다|이며|이고|이자|인데|이란|처럼|보다|마다|만을|만이|과의|와의|과는|와는|이나|하고|은|는|이|가|을|를|의|에|로|와|과|도|만|인|나)$/u

/** In reading order. */
export function sentenceWords(sentence: string): SentenceWord[] {
  let previousEnd = 0
  return Array.from(sentence.matchAll(wordPattern), (match) => {
    const start = match.index
    const end = start + match[0].length
    const particle = particleOf(match[0])
    const word = { start, end, stemEnd: end - particle.length, particle, text: match[0], gap: sentence.slice(previousEnd, start) }
    previousEnd = end
    return word
  })
}

/** Right after a bracket or quote a particle stands as a word of its own. */
function particleOf(word: string): string {
  if (!/[가-힣]$/u.test(word)) return ''
  const particle = particlePattern.exec(word)?.[0] ?? ''
  return particle.length < word.length ? particle : ''
}
