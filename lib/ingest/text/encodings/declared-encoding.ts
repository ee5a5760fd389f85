/** Bytes of a file in which browsers, too, look for a declaration; generous for pages with long comments. */
const declarationRange = 4096

/** The encoding an HTML page, an XML file or a stylesheet names at its beginning, or null. */
export function declaredEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, declarationRange)).toString('latin1')
  const name =
    /^\s*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1] ??
    /<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head)?.[1] ??
    /^@charset "([\w.:-]+)"/.exec(head)?.[1]
  return name?.toLowerCase() ?? null
}
