import { AppError } from '@/lib/domain/app-error'

const maxCharacters = 400

/** Control characters, direction marks and overrides, zero-width and tag characters, line separators. */
const unshowable = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\u{e0000}-\u{e0fff}]/gu

/**
 * Turns what a client calls a file into a label: NFC (macOS sends Hangul decomposed), forward slashes, no control or
 * bidirectional-override characters, no leading slash, drive or dot segments. It is shown and compared, never opened.
 * Errors: invalid_request when nothing is left.
 */
export function tidySourceName(name: string): string {
  const parts = showableName(name)
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[a-z]:$/i.test(part))
  const label = lastCharacters(parts.join('/')).replace(/^\//, '')
  if (label === '') throw new AppError('invalid_request', 'The file has no name')
  return label
}

/** Any name as it may be stored and shown, also one that cannot be a label (that of a refused file). Half a surrogate pair is no character. */
export function showableName(name: string): string {
  return lastCharacters(
    name
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .normalize('NFC')
      .replace(unshowable, ''),
  )
}

/** From the end, where the file's own name and its type stand. A character of two code units is never cut in half. */
function lastCharacters(name: string): string {
  return name.slice(-maxCharacters).replace(/^[\udc00-\udfff]/, '')
}
