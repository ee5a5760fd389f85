const mailHeaders = new Set(
  'from to cc bcc subject date message-id mime-version received return-path delivered-to content-type reply-to sender in-reply-to references'.split(' '),
)
/** Headers that only programs write. */
const transportHeaders = new Set('message-id mime-version received return-path delivered-to'.split(' '))

/**
 * True when a file begins like a mail message: a block of header lines with a sender or a subject, and either a header that only
 * mail programs write or four of the usual ones. Two would do in the standard, and do for a file that is called `.eml`, but notes
 * and minutes often begin with From and To.
 */
export function isEmail(head: string, source: string): boolean {
  const [block = ''] = head.replace(/^(?:\s*\n)?(?:From [^\n]*\n)?/, '').split(/\r?\n\r?\n/)
  const names = new Set<string>()
  for (const line of block.split(/\r?\n/)) {
    const name = /^([!-9;-~]+):(?:\s|$)/.exec(line)?.[1]
    if (name !== undefined) names.add(name.toLowerCase())
    else if (line !== '' && !/^[ \t]/.test(line)) return false
  }
  const found = [...names].filter((name) => mailHeaders.has(name))
  const isAddressed = names.has('from') || names.has('subject')
  const fewest = /\.eml$/i.test(source) ? 2 : 4
  return isAddressed && (found.some((name) => transportHeaders.has(name)) || found.length >= fewest)
}
