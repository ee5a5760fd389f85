import { handleCharacterSet } from 'rtf-stream-parser/dist/src/features/handleCharacterSet.js'
import { handleControlsAndDestinations } from 'rtf-stream-parser/dist/src/features/handleControlsAndDestinations.js'
import { handleFonts } from 'rtf-stream-parser/dist/src/features/handleFonts.js'
import { handleGroupState } from 'rtf-stream-parser/dist/src/features/handleGroupState.js'
import { handleOutput } from 'rtf-stream-parser/dist/src/features/handleOutput.js'
import { handleUnicodeSkip } from 'rtf-stream-parser/dist/src/features/handleUnicodeSkip.js'
import { handleTextEscapes } from 'rtf-stream-parser/dist/src/features/textEscapes.js'
import type { ControlHandlers, FeatureHandler } from 'rtf-stream-parser/dist/src/features/types.js'
import { ProcessTokens } from 'rtf-stream-parser/dist/src/ProcessTokens.js'
import type { ProcessTokensGlobalState, ProcessTokensGroupState } from 'rtf-stream-parser/dist/src/ProcessTokens.types.js'
import { countReadable } from '../../text/count-readable'
import { decodeRtfText } from './rtf-decode'
import { type DateUnit, dateUnits, RtfInfo } from './rtf-info'
import { RtfParagraphs } from './rtf-paragraphs'

type Feature = FeatureHandler<ProcessTokensGlobalState>
type GroupState = ProcessTokensGroupState & { isHidden?: boolean; isDeleted?: boolean; size?: number }

/** In half points. */
const usualSize = 24
const smallestSize = 2

/** Destinations whose text a reader of the page sees. Everything else (fonts, styles, pictures, headers, field codes) is not read. */
const readDestinations = new Set('rtf field fldrslt footnote shp shpinst shptxt shpgrp do dptxbxtext object result listtext pntext upr ud'.split(' '))
const asideDestinations = ['footnote', 'shptxt', 'dptxbxtext']
const markerDestinations = ['listtext', 'pntext']

/**
 * Turns the tokens of an RTF file into blocks. Groups, fonts, code pages and Unicode escapes are the library's own handlers;
 * added here is what they leave out: which text is read at all, and where paragraphs, cells, rows, list items and headings end.
 */
export class RtfProcessor extends ProcessTokens {
  readonly paragraphs = new RtfParagraphs()
  readonly info = new RtfInfo()
  /** Letters and digits that are marked as hidden or set in a point or less. */
  hiddenCharacters = 0
  override readonly _featureHandlers: Feature[]
  private readonly outlineOfStyle = new Map<number, number>()
  private style = 0
  /** Bytes of one run: a character of two bytes may come as an escape and a letter, which the library hands over one by one. */
  private bytes: Buffer[] = []

  constructor() {
    super({ decode: decodeRtfText, replaceSymbolFontChars: true, warn: () => undefined })
    const structure: Feature = { allTokenHandler: (_, token) => this.endRun(token.type, token.word), controlHandlers: this.structureHandlers() }
    this._featureHandlers = [
      handleGroupState,
      handleUnicodeSkip,
      handleControlsAndDestinations,
      { controlHandlers: skippedHandlers(() => this.destinations()) },
      handleCharacterSet,
      handleFonts,
      handleOutput,
      structure,
      handleTextEscapes,
    ]
  }

  override _pushOutput(data: Buffer | string): void {
    if (Buffer.isBuffer(data) && this._fonttbl !== undefined && !this.destinations().has('fonttbl')) {
      this.bytes.push(data)
      return
    }
    this.flushBytes()
    super._pushOutput(data)
  }

  override _pushOutputData(text: string): void {
    const destinations = this.destinations()
    const state: GroupState = this._state
    if (destinations.has('info')) this.info.append(text, destinations)
    if (state.isDeleted === true || !isRead(destinations)) return
    if (state.isHidden === true || (state.size ?? usualSize) <= smallestSize) this.hiddenCharacters += countReadable(text)
    else this.paragraphs.append(text, placeOf(destinations))
  }

  /** To be called after the last token: files cut short end without a paragraph mark. */
  finish(): void {
    this.flushBytes()
    this.paragraphs.isInTable = false
    this.paragraphs.endParagraph('body')
  }

  private flushBytes(): void {
    const bytes = Buffer.concat(this.bytes)
    this.bytes = []
    if (bytes.length > 0) super._pushOutput(bytes)
  }

  /** A run of bytes ends at anything but text (3) and the escape of a byte (control word `'`). */
  private endRun(type: number, word: string | undefined): void {
    if (type !== 3 && word !== "'") this.flushBytes()
  }

  private destinations(): Set<string> {
    const names = new Set<string>()
    for (const name in this._state.allDestinations) names.add(name)
    return names
  }

  private structureHandlers(): ControlHandlers<ProcessTokensGlobalState> {
    const { paragraphs } = this
    const inText = (action: () => void) => (): true => {
      if (isRead(this.destinations())) action()
      return true
    }
    const endParagraph = inText(() => paragraphs.endParagraph(placeOf(this.destinations())))
    return {
      par: endParagraph,
      sect: endParagraph,
      page: endParagraph,
      cell: inText(() => paragraphs.endCell()),
      row: inText(() => paragraphs.endRow()),
      nestcell: inText(() => paragraphs.append(' ', 'body')),
      intbl: inText(() => {
        paragraphs.isInTable = true
      }),
      pard: inText(() => this.resetParagraph()),
      s: (_, token) => this.useStyle(token.param ?? 0),
      outlinelevel: (_, token) => this.setOutline(token.param ?? 9),
      ...this.dateHandlers(),
      plain: (global) => setState(global, { isHidden: false, isDeleted: false, size: usualSize }),
      fs: (global, token) => setState(global, { size: token.param ?? usualSize }),
      v: (global, token) => setState(global, { isHidden: token.param !== 0 }),
      deleted: (global, token) => setState(global, { isDeleted: token.param !== 0 }),
      _: (global) => {
        global._pushOutput('-')
        return true
      },
    }
  }

  private dateHandlers(): ControlHandlers<ProcessTokensGlobalState> {
    const handler = (unit: DateUnit) => (_: unknown, token: { param?: number }) => this.info.setDate(unit, token.param ?? 0, this.destinations())
    return Object.fromEntries(dateUnits.map((unit) => [unit, handler(unit)]))
  }

  private resetParagraph(): void {
    if (placeOf(this.destinations()) !== 'body') return
    this.paragraphs.isInTable = false
    this.paragraphs.outlineLevel = null
  }

  private useStyle(style: number): void {
    this.style = style
    if (!this.destinations().has('stylesheet')) this.setOutline(this.outlineOfStyle.get(style) ?? 9)
  }

  private setOutline(level: number): void {
    const destinations = this.destinations()
    if (destinations.has('stylesheet')) this.outlineOfStyle.set(this.style, level)
    else if (isRead(destinations) && placeOf(destinations) === 'body') this.paragraphs.outlineLevel = level
  }
}

function setState(global: ProcessTokensGlobalState, change: Partial<GroupState>): void {
  Object.assign(global._state, change)
}

function isRead(destinations: Set<string>): boolean {
  if (destinations.has('upr') && !destinations.has('ud')) return false
  for (const name of destinations) if (!readDestinations.has(name)) return false
  return true
}

function placeOf(destinations: Set<string>): 'body' | 'aside' | 'marker' {
  if (markerDestinations.some((name) => destinations.has(name))) return 'marker'
  return asideDestinations.some((name) => destinations.has(name)) ? 'aside' : 'body'
}

/** The library refuses a file for a second font table or default font; inside of embedded objects and templates they are common. */
function skippedHandlers(destinations: () => Set<string>): ControlHandlers<ProcessTokensGlobalState> {
  const skipUnread = (): true | undefined => (isRead(destinations()) ? undefined : true)
  return {
    f: (_, token) => (token.param === undefined ? true : undefined),
    deff: (global) => (global._deff === undefined ? skipUnread() : true),
    fonttbl: (global) => (global._fonttbl === undefined ? undefined : true),
  }
}
