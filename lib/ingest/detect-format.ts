import { open, stat } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { AppError } from '@/lib/domain/app-error'
import type { DocumentFormat } from '@/lib/domain/document'
import { isEmail } from './formats/email/is-email'
import { isSourceCode } from './formats/source-code/is-source-code'
import { byteOrderMarkEncoding, decodeLoosely, isWideUnicode } from './text/decode-text'
import { detectZipFormat } from './zip/detect-zip-format'

/**
 * Tells what a stored file is by its contents. The name is a label a stranger chose: it only decides between Markdown,
 * HTML and plain text, where the bytes alone cannot tell for sure.
 */

const headBytes = 65_536
const containerBytes = 1_048_576
/** pdf.js, like most readers, takes a PDF whose header comes after up to this much junk. */
const pdfHeaderRange = 1024
const officePrefix = 'application/vnd.openxmlformats-officedocument.'
/** For archives so damaged that only their beginning can be told; their reader says what is wrong with them. */
const formatOfType: Record<string, DocumentFormat> = {
  [`${officePrefix}wordprocessingml.document`]: 'docx',
  [`${officePrefix}presentationml.presentation`]: 'pptx',
  [`${officePrefix}spreadsheetml.sheet`]: 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/epub+zip': 'epub',
}
/** Pictures, whose text is recognised. */
const pictureTypes = new Set(['image/png', 'image/jpeg', 'image/tiff', 'image/bmp', 'image/webp', 'image/gif'])
/** Kinds that file-type names though they are text for us. */
const textTypes = new Set(['application/xml', 'text/html', 'application/json'])
/** Word, Excel and PowerPoint put an encrypted file into a container with a stream of this name (UTF-16). */
const encryptionMark = Buffer.from('EncryptedPackage', 'utf16le')
/** The first words of the `FileHeader` stream of every HWP 5 container. */
const hangulMark = Buffer.from('HWP Document File', 'latin1')

/** Errors: unsupported_type, password_required (an encrypted Office file), parse_memory_exceeded (a ZIP bomb), original_missing. */
export async function detectFormat(file: { path: string; source: string }): Promise<DocumentFormat> {
  const head = await readHead(file.path)
  if (head.subarray(0, pdfHeaderRange).includes('%PDF-') || isHeadlessPdf(head, file.source)) return 'pdf'
  // A UTF-16 mark is also how some MPEG audio begins, so text is tried first.
  if (isMarkedText(head)) return isEmail(decodeLoosely(head), file.source) ? 'eml' : detectTextFormat(decodeLoosely(head), file.source)
  if (/^\s*\{\\rtf/.test(head.toString('latin1', 0, 64))) return 'rtf'
  if (isEmail(head.toString('latin1'), file.source)) return 'eml'
  const container = head.toString('latin1', 0, 4) === 'PK\x03\x04' ? await detectContainer(file.path) : null
  if (container !== null) return container
  if (head.toString('latin1', 0, 32).startsWith('HWP Document File')) return 'hwp'
  const type = await binaryTypeOf(file.path, head)
  if (type !== undefined && Object.hasOwn(formatOfType, type.mime)) return formatOfType[type.mime] as DocumentFormat
  if (type !== undefined && pictureTypes.has(type.mime)) return 'image'
  if (type?.mime === 'application/x-cfb' && (await containerHolds(file.path, hangulMark))) return 'hwp'
  if (type?.mime === 'application/x-cfb' && (await containerHolds(file.path, encryptionMark)))
    throw new AppError('password_required', 'An encrypted Office container')
  if (type !== undefined && !textTypes.has(type.mime)) throw new AppError('unsupported_type', `The content is ${type.mime}`)
  if (!looksLikeText(head)) throw new AppError('unsupported_type', 'The content is neither a known document nor text')
  return detectTextFormat(decodeLoosely(head), file.source)
}

/** A PDF that lost its header opens all the same. Its objects could also be quoted by a text about PDFs, so the name has to agree. */
function isHeadlessPdf(head: Buffer, source: string): boolean {
  return /\.pdf$/i.test(source) && /\b\d+\s+\d+\s+obj\b/.test(head.toString('latin1'))
}

/** file-type takes any text that begins with 「BM」 for a picture. */
async function binaryTypeOf(path: string, head: Buffer) {
  const type = await fileTypeFromFile(path)
  return type?.mime === 'image/bmp' && looksLikeText(head) ? undefined : type
}

/** A damaged archive is told by its beginning instead, so that its reader can name the damage. */
async function detectContainer(path: string): Promise<DocumentFormat | null> {
  try {
    return await detectZipFormat(path)
  } catch (error) {
    if (error instanceof AppError && error.code === 'damaged_file') return null
    throw error
  }
}

/** Chooses between the text formats for the beginning of a text and the name it came with. */
export function detectTextFormat(text: string, source: string): 'markdown' | 'html' | 'text' | 'csv' | 'json' | 'code' {
  const body = text.replace(/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*/, '')
  if (/^<(?:!doctype\s+html|html|head|body)[\s>]/i.test(body)) return 'html'
  const extension = /\.([a-z]+)$/i.exec(source)?.[1]?.toLowerCase() ?? ''
  if (['md', 'markdown', 'mdown', 'mkd'].includes(extension)) return 'markdown'
  if (['html', 'htm', 'xhtml'].includes(extension)) return /<[a-z][a-z0-9]*[\s>/]/i.test(text) ? 'html' : 'text'
  if (['txt', 'text', 'log'].includes(extension)) return 'text'
  if (['csv', 'tsv'].includes(extension)) return 'csv'
  if (['json', 'jsonl', 'ndjson', 'geojson'].includes(extension)) return 'json'
  if (isSourceCode(text, source)) return 'code'
  return hasMarkdownMarks(body) ? 'markdown' : 'text'
}

/** Two different marks, since one alone (a `#` comment, a `-` list) is common in plain text. */
function hasMarkdownMarks(text: string): boolean {
  const marks = [
    /^#{1,6} \S/m,
    /^```/m,
    /\[[^\]\n]+\]\([^)\s]+\)/,
    /^\|?.+\|.+\n\|?[ :|-]*---[ :|-]*$/m,
    /(?:^|\s)\*\*[^*\n]+\*\*/,
    /^---\n[\s\S]{1,2000}?\n---\n/,
  ]
  return marks.filter((mark) => mark.test(text)).length >= 2
}

async function readHead(path: string): Promise<Buffer> {
  try {
    return await readRange(path, 0, headBytes)
  } catch (error) {
    throw new AppError('original_missing', 'The file to look at could not be read', { cause: error })
  }
}

/** Text in UTF-16 or UTF-32, whose bytes look like no text, or with the mark of UTF-8. */
function isMarkedText(head: Buffer): boolean {
  return isWideUnicode(head) || (byteOrderMarkEncoding(head) === 'utf-8' && looksLikeText(head))
}

/** A NUL or more than 1 % of control characters never occurs in text of a byte-based encoding. */
function looksLikeText(head: Buffer): boolean {
  let controls = 0
  for (const byte of head) {
    if (byte === 0) return false
    if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b)) controls += 1
  }
  return controls <= head.length / 100
}

/** True where the mark lies near the beginning or the end of a compound file. */
async function containerHolds(path: string, mark: Buffer): Promise<boolean> {
  const { size } = await stat(path)
  // The directory of the container lies near its beginning or its end.
  for (const start of [0, Math.max(0, size - containerBytes)]) {
    if ((await readRange(path, start, containerBytes)).includes(mark)) return true
  }
  return false
}

async function readRange(path: string, start: number, length: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
