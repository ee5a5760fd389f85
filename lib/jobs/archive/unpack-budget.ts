import { AppError } from '@/lib/domain/app-error'
import type { ArchiveMember } from '@/lib/ingest/zip/list-members'

/** What one upload may unpack to, archives inside archives included. */
export interface UnpackLimits {
  maxMembers: number
  maxTotalBytes: number
  maxMemberBytes: number
  maxRatio: number
  /** Below this size a member may be compressed as it likes: an empty table of 5 MB is no attack. */
  ratioFreeBytes: number
  /** 1: no archive inside the archive. */
  maxDepth: number
}

export const unpackLimits: UnpackLimits = {
  maxMembers: 1_000,
  maxTotalBytes: 1024 ** 3,
  maxMemberBytes: 100 * 1024 ** 2,
  // Deflate reaches 1,032:1 on zeros; logs and generated tables stay under 60:1.
  maxRatio: 200,
  ratioFreeBytes: 10 * 1024 ** 2,
  maxDepth: 2,
}

/** Counts what is unpacked, by the sizes that the archive declares: a member that grows beyond its own is stopped. */
export class UnpackBudget {
  /** True once a limit was reached: nothing more may be unpacked, of the archives around either. */
  isSpent = false
  private members = 0
  private bytes = 0
  private readonly limits: UnpackLimits

  constructor(limits: UnpackLimits) {
    this.limits = limits
  }

  /** Errors: archive_refused. */
  spend({ byteSize, compressedSize }: Pick<ArchiveMember, 'byteSize' | 'compressedSize'>): void {
    const { maxMembers, maxTotalBytes, maxRatio, ratioFreeBytes } = this.limits
    this.members += 1
    this.bytes += byteSize
    if (this.members > maxMembers) this.stop(`more than ${maxMembers} files`)
    if (this.bytes > maxTotalBytes) this.stop(`more than ${maxTotalBytes} bytes`)
    if (byteSize > ratioFreeBytes && byteSize > compressedSize * maxRatio) this.stop(`a member compressed more than ${maxRatio}:1`)
  }

  private stop(what: string): never {
    this.isSpent = true
    throw new AppError('archive_refused', `The archive holds ${what}`)
  }
}
