import { type DraftBlock, draft } from '../../text/document-builder'

/**
 * Code as blocks that belong together: parted at empty lines before which nothing is open, which is to say where the next line
 * begins at the margin and is no closing bracket. This holds in every language that people indent; a parser for each was rejected.
 */
export function splitCode(text: string): DraftBlock[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n(?:[^\S\n]*\n)+(?=[^\s)\]}])/)
    .map((block) => draft('code', block))
}
