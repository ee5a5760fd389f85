/** Pages a chunk can be seen on. */
export function chunkAddress(pointId: string): string {
  return `/admin/chunks/${encodeURIComponent(pointId)}`
}

export function documentChunksAddress(documentId: string): string {
  return `/admin/documents/${encodeURIComponent(documentId)}`
}

/** The document viewer, with a place of its text marked where one is given. */
export function viewerAddress(documentId: string, place?: { start: number; end: number }): string {
  const address = `/documents/${encodeURIComponent(documentId)}`
  return place ? `${address}?start=${place.start}&end=${place.end}` : address
}
