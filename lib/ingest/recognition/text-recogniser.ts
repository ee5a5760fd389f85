import tesseract, { type Worker } from 'tesseract.js'
import { AppError } from '@/lib/domain/app-error'
import { dropIllegible } from './drop-illegible'
import { readLines } from './read-lines'
import type { RecognisedLine } from './recognised-line'
import { needsKoreanReading, restoreHangul } from './restore-hangul'

/** Korean comes first: its language file also settles how spaces are told, and with English first every syllable stands alone. */
const bothLanguages = ['kor', 'eng']
const koreanAlone = ['kor']
/** A dense page takes 2 to 4 s on one core; on noise the engine may work for minutes. Both readings stay below the time a page has. */
const readingMilliseconds = 50_000

/**
 * Reads printed Korean and English in pictures with tesseract, on this machine, with language files from npm. The engine starts
 * on the first picture and stays for the next ones; each of its two readings holds about 100 MB.
 *
 * Rejected: one reading with both languages (see `restoreHangul`); tesseract's automatic layout, which takes Korean pages for
 * vertical writing in parts (4-gram recall .81 instead of .92 on a statute's page): lines are put in order by what reads the page.
 */
export class TextRecogniser {
  private readonly readings = new Map<string, Promise<Worker>>()
  private readonly languagePath: string

  /** A folder made by `prepareLanguageFiles`. */
  constructor(languagePath: string) {
    this.languagePath = languagePath
  }

  /** The legible lines of a PNG, JPEG, WebP or BMP, from top to bottom; none when there is no text. Errors: damaged_file, parse_time_exceeded, parser_crashed. */
  async recognise(picture: Uint8Array): Promise<RecognisedLine[]> {
    if (await isBlank(picture)) return []
    const lines = await this.read(picture, bothLanguages)
    const restored = needsKoreanReading(lines) ? restoreHangul(lines, await this.read(picture, koreanAlone)) : lines
    return dropIllegible(restored)
  }

  async close(): Promise<void> {
    for (const reading of this.readings.values()) await reading.then((worker) => worker.terminate())
    this.readings.clear()
  }

  private async read(picture: Uint8Array, languages: string[]): Promise<RecognisedLine[]> {
    try {
      const worker = await this.open(languages)
      const { data } = await this.beforeTimeout(
        languages,
        worker,
        worker.recognize(Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength), {}, { text: false, blocks: true }),
      )
      return readLines(data)
    } catch (error) {
      if (error instanceof AppError) throw error
      throw new AppError('parser_crashed', 'The text of a picture could not be recognised', { cause: error })
    }
  }

  /** An engine that does not come to an end is ended; the next picture gets a new one. */
  private beforeTimeout<Result>(languages: string[], worker: Worker, work: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.readings.delete(languages.join('+'))
        void worker.terminate()
        reject(new AppError('parse_time_exceeded', 'The text of a picture could not be recognised in time'))
      }, readingMilliseconds)
      work.then(resolve, reject).finally(() => clearTimeout(timer))
    })
  }

  private open(languages: string[]): Promise<Worker> {
    const key = languages.join('+')
    const known = this.readings.get(key)
    if (known !== undefined) return known
    const opening = startEngine(languages, this.languagePath)
    this.readings.set(key, opening)
    opening.catch(() => this.readings.delete(key))
    return opening
  }
}

/** Where a language cannot be loaded, `createWorker` tells its error handler only and never settles. */
function startEngine(languages: string[], languagePath: string): Promise<Worker> {
  const { createWorker, OEM } = tesseract
  return new Promise((resolve, reject) => {
    const options = { langPath: languagePath, gzip: true, cacheMethod: 'none', errorHandler: reject }
    createWorker(languages, OEM.LSTM_ONLY, options).then(resolve, reject)
  })
}

/** The lightest and the darkest point of a picture with print on it are further apart than this, of 255. */
const leastContrast = 32

/** An empty page costs a second in tesseract and a tenth of that here; files of a thousand empty pages exist. */
async function isBlank(picture: Uint8Array): Promise<boolean> {
  // Loaded with the first picture: see `readers`.
  const { default: sharp } = await import('sharp')
  try {
    const { channels } = await sharp(picture).flatten({ background: 'white' }).greyscale().stats()
    return channels.every(({ min, max }) => max - min < leastContrast)
  } catch (error) {
    throw new AppError('damaged_file', 'The picture of a page could not be decoded', { cause: error })
  }
}
