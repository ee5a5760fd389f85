import path from 'node:path'
import { AppError } from '@/lib/domain/app-error'

const contentHashPattern = /^[0-9a-f]{64}$/
const documentIdPattern = /^[a-zA-Z0-9_-]{1,128}$/

export function isContentHash(name: string): boolean {
  return contentHashPattern.test(name)
}

/** Where things lie below the data directory. Ids become path segments, so anything but their own alphabet is refused. */
export class StorageLayout {
  readonly originals: string
  readonly normalized: string
  /** Unfinished files; on the same file system as the rest, so that a rename puts them in place. */
  readonly incoming: string
  /** One empty file for every document that is being deleted. */
  readonly deletions: string

  constructor(dataDirectory: string) {
    const root = path.resolve(dataDirectory)
    this.originals = path.join(root, 'originals')
    this.normalized = path.join(root, 'normalized')
    this.incoming = path.join(root, 'incoming')
    this.deletions = path.join(root, 'deletions')
  }

  /** Errors: invalid_request. */
  original(contentHash: string): string {
    if (!isContentHash(contentHash)) throw new AppError('invalid_request', 'A content hash is not a sha256 in lower-case hex')
    return path.join(this.originals, contentHash.slice(0, 2), contentHash.slice(2, 4), contentHash)
  }

  /** Errors: invalid_request. */
  normalizedOf(documentId: string): string {
    return path.join(this.normalized, checkedId(documentId))
  }

  /** Errors: invalid_request. */
  deletion(documentId: string): string {
    return path.join(this.deletions, checkedId(documentId))
  }

  /** Errors: invalid_request. */
  normalizedVersion(documentId: string, version: number): string {
    if (!Number.isSafeInteger(version) || version < 0) throw new AppError('invalid_request', 'A document version is not a whole number')
    return path.join(this.normalizedOf(documentId), `${version}.json.gz`)
  }
}

function checkedId(documentId: string): string {
  if (!documentIdPattern.test(documentId)) throw new AppError('invalid_request', 'A document id holds characters that ids do not have')
  return documentId
}
