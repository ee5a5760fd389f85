/** Where something stands in a picture, in pixels from its upper left corner. */
export interface PixelBox {
  x: number
  y: number
  width: number
  height: number
}

export interface RecognisedWord extends PixelBox {
  text: string
  /** How sure the engine is, 0 to 100. */
  confidence: number
  /** Tesseract takes Korean apart into syllables: not every word of its follows a space. */
  followsSpace: boolean
  /** A word before it was left out: the gap there is none of the page's. */
  followsOmission?: boolean
}

export interface RecognisedLine {
  words: RecognisedWord[]
  /** Where the letters stand, in pixels from the upper edge. */
  baseline: number
  /** Height of the line's letters with room above and below, which is near the size of its type. */
  size: number
}

/** What was read in one picture, from top to bottom. */
export interface RecognisedPage {
  width: number
  height: number
  lines: RecognisedLine[]
}

export const hangul = /\p{Script=Hangul}/u
