/** What one upload may hold. The server refuses more; the pages say so before anything is sent. */
export const uploadLimits = {
  maxFileBytes: 100 * 1024 * 1024,
  maxFilesPerRequest: 100,
  maxPastedTextCharacters: 2_000_000,
} as const
