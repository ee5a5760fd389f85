/** Letters and digits: what a notice of hidden text counts. */
export function countReadable(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
}
