/** What a document is called in what the embedder reads: its title, else the base name of its label without the extension. */
export function titleOf(title: string | null, source: string): string | null {
  if (title !== null) return title
  const baseName = source
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/\.[A-Za-z0-9]{1,8}$/, '')
    .replace(/[_-]+/g, ' ')
    .trim()
  return baseName === undefined || baseName === '' ? null : baseName
}
