/**
 * Text as the conversation search compares it: composed, width-folded and lower case, so that 도슨트 typed on a Mac
 * finds itself, and Ä finds ä (SQLite alone folds only ASCII). `%` and `_`, which LIKE reads as wildcards and Prisma
 * does not escape, become their full-width twins; nothing else can be one after the width folding.
 */
export function toSearchText(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll('%', '\uff05').replaceAll('_', '\uff3f')
}
