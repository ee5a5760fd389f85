import { uploadLimits } from '@/lib/domain/upload-limits'

/** A file on its way to the library. `source` is its name with the folders it was chosen with. */
export interface UploadFile {
  file: File
  source: string
}

/** Files gathered from a drop or a picker; `hiddenCount` were left out (.DS_Store, .git and their like). */
export interface GatheredFiles {
  files: UploadFile[]
  hiddenCount: number
}

export type LocalRefusal = 'tooLarge' | 'emptyFile'

/** macOS hands out names in decomposed form; the same name must be the same document everywhere. */
export function nameSource(path: string): string {
  return path.replace(/^\/+/, '').normalize('NFC')
}

export function isHidden(source: string): boolean {
  return source.split('/').some((part) => part.startsWith('.') || part === 'Thumbs.db' || part === 'desktop.ini')
}

export function gatherPicked(list: Iterable<File>): GatheredFiles {
  const all = [...list].map((file) => ({ file, source: nameSource(file.webkitRelativePath || file.name) }))
  const files = all.filter(({ source }) => !isHidden(source))
  return { files, hiddenCount: all.length - files.length }
}

/** Why the browser need not send a file at all, or null. */
export function refuseLocally(file: File): LocalRefusal | null {
  if (file.size > uploadLimits.maxFileBytes) return 'tooLarge'
  return file.size === 0 ? 'emptyFile' : null
}
