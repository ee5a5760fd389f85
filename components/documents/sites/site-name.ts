/** An address as a person reads it: no scheme, no escapes, no slash at the end. */
export function siteName(url: string): string {
  const plain = url.replace(/^https?:\/\//, '').replace(/\/$/, '')
  try {
    return decodeURI(plain)
  } catch {
    // Escapes that stand for no text.
    return plain
  }
}
