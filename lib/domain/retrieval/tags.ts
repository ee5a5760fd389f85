export const tagLimits = { tags: 20, characters: 40 }

/** Two tags are the same when they fold to the same: case, width and spaces around do not count. */
export function foldTag(tag: string): string {
  return tag.normalize('NFKC').trim().toLowerCase()
}

/** Tags as they are kept: composed, spaces evened out, each once in the order given, none empty. */
export function tidyTags(tags: string[]): string[] {
  const byFolded = new Map<string, string>()
  for (const tag of tags) {
    const tidy = tag.normalize('NFC').replace(/\s+/g, ' ').trim()
    if (tidy !== '' && !byFolded.has(foldTag(tidy))) byFolded.set(foldTag(tidy), tidy)
  }
  return [...byFolded.values()]
}
