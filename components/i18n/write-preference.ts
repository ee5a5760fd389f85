const oneYearInSeconds = 31_536_000

/** Keeps a choice of the person in a cookie, because the server needs it for the first paint. `value` must be a plain word. */
export function writePreference(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that Docent serves
  document.cookie = `${name}=${value}; path=/; max-age=${oneYearInSeconds}; samesite=lax`
}
