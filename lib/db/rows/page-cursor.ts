import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'

/** The last row of a page that is sorted by time of use, then by id. */
export interface PagePosition {
  updatedAt: Date
  id: string
}

const cursorShape = z.tuple([z.iso.datetime(), z.string().min(1).max(100)])

export function toPageCursor(position: PagePosition): string {
  return Buffer.from(JSON.stringify([position.updatedAt.toISOString(), position.id])).toString('base64url')
}

/** Errors: invalid_request. */
export function readPageCursor(cursor: string): PagePosition {
  try {
    const [updatedAt, id] = cursorShape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { updatedAt: new Date(updatedAt), id }
  } catch (error) {
    throw new AppError('invalid_request', 'The cursor of a page is not one that was given out', { cause: error })
  }
}
