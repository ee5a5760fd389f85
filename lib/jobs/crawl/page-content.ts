import type { WebResponse } from '@/lib/domain/ports/web-fetcher'

const pageTypes = /^(?:text\/html|application\/xhtml\+xml)\b/i
const assetTypes = /^(?:image|audio|video|font)\/|^(?:text\/css|(?:text|application)\/(?:x-)?javascript|application\/(?:rss|atom)\+xml)\b/i
const pageBeginning = /^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]/i

/** What came: a page with links, a file, or something no document is made of. The bytes decide before the server's word. */
export function kindOfContent({ bytes, contentType }: Pick<WebResponse, 'bytes' | 'contentType'>): 'page' | 'file' | 'asset' {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096)).toString('latin1')
  if (head.slice(0, 1024).includes('%PDF-') || head.startsWith('PK\x03\x04')) return 'file'
  if (pageBeginning.test(head)) return 'page'
  if (pageTypes.test(contentType ?? '') && !head.includes('\0')) return 'page'
  return assetTypes.test(contentType ?? '') ? 'asset' : 'file'
}

/** True for a page that only the server's word and not its beginning shows to be one: its name must then say so. */
export function needsPageEnding({ bytes }: Pick<WebResponse, 'bytes'>): boolean {
  return !pageBeginning.test(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096)).toString('latin1'))
}
