/** Takes YAML front matter off a Markdown text. Only its `title` is read: a line, quoted or not. */
export function splitFrontMatter(text: string): { title: string | null; body: string } {
  const match = /^---[^\S\n]*\n([\s\S]*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|$)/.exec(text)
  // A thematic break, then prose, then another one is no front matter: that has `key:` in its first line.
  if (match === null || !/^\s*[\w-]+\s*:/.test(match[1] ?? '')) return { title: null, body: text }
  const value = /^title\s*:\s*(.+?)\s*$/im.exec(match[1] ?? '')?.[1] ?? ''
  const title = value.replace(/^(["'])(.*)\1$/, '$2').trim()
  return { title: title === '' ? null : title, body: text.slice(match[0].length) }
}
