import type { IncomingHttpHeaders } from 'undici/types/header'

/** The first value of a header, or null. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name]
  const first = Array.isArray(value) ? value[0] : value
  return first === undefined || first === '' ? null : first
}

/** Several headers of one name count together. */
export function joinedHeader(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name]
  return (Array.isArray(value) ? value.join(', ') : value)?.toLowerCase() || null
}

/** The name of a `Content-Disposition` header: the extended form (RFC 6266) before the plain one. Untrusted. */
export function fileNameOf(headers: IncomingHttpHeaders): string | null {
  const header = headerOf(headers, 'content-disposition')?.slice(0, 2000) ?? ''
  const extended = /filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(header)?.[1]
  if (extended !== undefined) {
    try {
      return decodeURIComponent(extended)
    } catch {
      // Percent signs that mean nothing: the plain form may still be there.
    }
  }
  const plain = /filename\s*=\s*(?:"([^"]*)"|([^;\s]+))/i.exec(header)
  return plain?.[1] || plain?.[2] || null
}
