import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { HwpDocument, initSync } from '@rhwp/core'
import { AppError } from '@/lib/domain/app-error'

let isLoaded = false

/** Errors: damaged_file, password_required. The caller must `free` the document. */
export function openHangulDocument(bytes: Uint8Array): HwpDocument {
  if (!isLoaded) {
    initSync({ module: readFileSync(createRequire(import.meta.url).resolve('@rhwp/core/rhwp_bg.wasm')) })
    isLoaded = true
  }
  try {
    return new HwpDocument(bytes)
  } catch (error) {
    // The library throws strings, in Korean, with an error code in Latin letters at their end.
    if (/password|encrypt|암호/i.test(String(error))) throw new AppError('password_required', 'The Hangul document is encrypted', { cause: error })
    throw new AppError('damaged_file', 'The Hangul document could not be opened', { cause: error })
  }
}
