import { fileTypeFromFile } from 'file-type'
import { AppError } from '@/lib/domain/app-error'
import { detectZipFormat } from './detect-zip-format'

/** What every ZIP container begins with: a member, or the end of an empty one. */
export function beginsLikeZip(head: Uint8Array): boolean {
  const [first, second, third, fourth] = head
  return first === 0x50 && second === 0x4b && ((third === 3 && fourth === 4) || (third === 5 && fourth === 6))
}

/** True for a ZIP file that is no document by itself and no other thing in a ZIP container (programs, packages). */
export async function isArchive(path: string): Promise<boolean> {
  const format = await detectZipFormat(path).catch((error: unknown) => {
    // Too many members, a password or a path that leads out: nothing that makes a document of it.
    if (error instanceof AppError) return null
    throw error
  })
  return format === null && (await fileTypeFromFile(path))?.mime === 'application/zip'
}
