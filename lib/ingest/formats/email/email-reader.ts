import PostalMime, { type Address, type Email } from 'postal-mime'
import { AppError } from '@/lib/domain/app-error'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { byteOrderMarkEncoding, decodeText } from '../../text/decode-text'
import { buildDocument, type DraftBlock, draft } from '../../text/document-builder'
import { describeOrigin } from '../../text/document-metadata'
import { readHtmlDrafts } from '../html-reader'
import { textDrafts } from '../text-reader'

/** Below the subject, which is the heading of the whole message. */
const deepestLevel = 6

/**
 * A mail message (RFC 5322) through postal-mime: the subject as heading and title, who wrote to whom and when, the body, and the
 * names of what was attached. The HTML body is preferred: its plain twin is often a line that asks for another program.
 */
export async function readEmail(bytes: Uint8Array): Promise<NormalizedDocument> {
  // A whole message that was saved again in UTF-16 is no longer a message until it is text.
  const message = byteOrderMarkEncoding(bytes) === null ? bytes : decodeText(bytes)
  const email = await PostalMime.parse(message, { maxNestingDepth: 50 })
  const subject = email.subject?.trim() ?? ''
  const body = readBody(email)
  const drafts = [draft('heading', subject, 1), ...headerDrafts(email), ...body.drafts, ...attachmentDrafts(email)]
  const text = drafts.flatMap((block) => block.parts.map((part) => part.text)).join('')
  // postal-mime replaces what it cannot decode; wrong characters are never indexed.
  if (text.includes('\uFFFD')) throw new AppError('undecodable_text', 'The message has bytes that are not of its declared encoding')
  const sender = email.from?.name || email.from?.address
  const metadata = describeOrigin({ author: sender, writtenAt: email.date ?? sentAt(email) })
  return buildDocument(drafts, subject === '' ? null : subject, { metadata, hiddenCharacters: body.hiddenCharacters })
}

function headerDrafts(email: Email): DraftBlock[] {
  const lines = [
    ['From', addresses(email.from === undefined ? [] : [email.from])],
    ['To', addresses(email.to)],
    ['Cc', addresses(email.cc)],
    ['Date', sentAt(email)],
  ]
  return [draft('paragraph', lines.flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`])).join('\n'))]
}

function sentAt(email: Email): string {
  return email.headers.find((header) => header.key === 'date')?.value ?? ''
}

function addresses(list: Address[] = []): string {
  return list
    .map((address) => {
      if (address.group !== undefined) return `${address.name}: ${addresses(address.group)}`
      return address.name === '' ? address.address : `${address.name} <${address.address}>`
    })
    .join(', ')
}

function readBody(email: Email): { drafts: DraftBlock[]; hiddenCharacters: number } {
  const html = email.html === undefined ? null : readHtmlDrafts(email.html, { runsScripts: false })
  const drafts = html !== null && html.drafts.length > 0 ? html.drafts : textDrafts(email.text ?? '')
  const lowered = drafts.map((block) => ({ ...block, level: block.level === null ? null : Math.min(block.level + 1, deepestLevel) }))
  return { drafts: lowered, hiddenCharacters: html?.hiddenCharacters ?? 0 }
}

function attachmentDrafts(email: Email): DraftBlock[] {
  const names = email.attachments.flatMap((attachment) => (attachment.filename === null ? [] : [attachment.filename]))
  return names.length === 0 ? [] : [draft('paragraph', `Attachments: ${names.join(', ')}`)]
}
