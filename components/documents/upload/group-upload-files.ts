import type { UploadFile } from './upload-file'

export interface GroupLimits {
  maxFiles: number
  maxBytes: number
}

/**
 * Ten files or 40 MB a request: few enough that one broken request loses little and progress moves often, many enough
 * that a thousand small files do not cost a thousand requests.
 */
export const defaultGroupLimits: GroupLimits = { maxFiles: 10, maxBytes: 40 * 1024 * 1024 }

/** Cuts files into requests, in order. A file larger than `maxBytes` travels alone. */
export function groupUploadFiles(files: UploadFile[], limits: GroupLimits = defaultGroupLimits): UploadFile[][] {
  const groups: UploadFile[][] = []
  let current: UploadFile[] = []
  let bytes = 0
  for (const file of files) {
    const isFull = current.length >= limits.maxFiles || bytes + file.file.size > limits.maxBytes
    if (current.length > 0 && isFull) {
      groups.push(current)
      current = []
      bytes = 0
    }
    current.push(file)
    bytes += file.file.size
  }
  if (current.length > 0) groups.push(current)
  return groups
}
