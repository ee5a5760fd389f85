import { open, stat } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { AppError } from '@/lib/domain/app-error'
import type { DocumentFormat } from '@/lib/domain/document'
import { byteOrderMarkEncoding } from './text/decode-text'

/**
 * Tells what a stored file is by its contents. The name is a label a stranger chose: it only decides between Markdown,
 * HTML and plain text, where the bytes alone cannot tell for sure.
 */

const headBytes = 65_536
const containerBytes = 1_048_576
/** pdf.js, like most readers, takes a PDF whose header comes after up to this much junk. */
const pdfHeaderRange = 1024
const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** Kinds that file-type names though they are text for us. */
const textTypes = new Set(['application/xml', 'text/html'])

/** Errors: unsupported_type, password_required (an encrypted Office file), original_missing. */
export async function detectFormat(file: { path: string; source: string }): Promise<DocumentFormat> {
  const head = await readHead(file.path)
  if (head.subarray(0, pdfHeaderRange).includes('%PDF-')) return 'pdf'
  // A UTF-16 mark is also how some MPEG audio begins, so text is tried first.
  if (isMarkedText(head)) return detectTextFormat(decodeLoosely(head), file.source)
  const type = await fileTypeFromFile(file.path)
  if (type?.mime === docxType) return 'docx'
  if (type?.mime === 'application/x-cfb' && (await isEncryptedOffice(file.path))) throw new AppError('password_required', 'An encrypted Office container')
  if (type !== undefined && !textTypes.has(type.mime)) throw new AppError('unsupported_type', `The content is ${type.mime}`)
  if (!looksLikeText(head)) throw new AppError('unsupported_type', 'The content is neither a known document nor text')
  return detectTextFormat(decodeLoosely(head), file.source)
}

/** Chooses between the text formats for the beginning of a text and the name it came with. */
export function detectTextFormat(text: string, source: string): 'markdown' | 'html' | 'text' {
  const body = text.replace(/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*/, '')
  if (/^<(?:!doctype\s+html|html|head|body)[\s>]/i.test(body)) return 'html'
  const extension = /\.([a-z]+)$/i.exec(source)?.[1]?.toLowerCase() ?? ''
  if (['md', 'markdown', 'mdown', 'mkd'].includes(extension)) return 'markdown'
  if (['html', 'htm', 'xhtml'].includes(extension)) return /<[a-z][a-z0-9]*[\s>/]/i.test(text) ? 'html' : 'text'
  if (['txt', 'text', 'log'].includes(extension)) return 'text'
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

/** Begins with a byte order mark and is clean in that encoding, but for a character cut at the end of the head. */
function isMarkedText(head: Buffer): boolean {
  if (byteOrderMarkEncoding(head) === null) return false
  const text = decodeLoosely(head)
  return !/[\u0000-\u0008\u000E-\u001A]|\uFFFD(?!$)/.test(text)
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

/** Good enough to look for marks in ASCII; the reader decodes strictly. */
function decodeLoosely(head: Buffer): string {
  return new TextDecoder(byteOrderMarkEncoding(head) ?? 'utf-8').decode(head)
}

/** Word, Excel and PowerPoint put an encrypted file into a container with a stream of this name (UTF-16). */
async function isEncryptedOffice(path: string): Promise<boolean> {
  const { size } = await stat(path)
  const mark = Buffer.from('EncryptedPackage', 'utf16le')
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
