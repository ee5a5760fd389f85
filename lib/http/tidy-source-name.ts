import { AppError } from '@/lib/domain/app-error'

const maxCharacters = 400

/**
 * Turns what a client calls a file into a label: NFC (macOS sends Hangul decomposed), forward slashes, no control or
 * bidirectional-override characters, no leading slash, drive or dot segments. It is shown and compared, never opened.
 * Errors: invalid_request when nothing is left.
 */
export function tidySourceName(name: string): string {
  const cleaned = name
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replaceAll('\\', '/')
  const parts = cleaned
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== '.' && part !== '..' && !/^[a-z]:$/i.test(part))
  const label = parts.join('/').slice(-maxCharacters).replace(/^\//, '')
  if (label === '') throw new AppError('invalid_request', 'The file has no name')
  return label
}
