import { createHash } from 'node:crypto'

/** What makes a chunk itself: the same four values always give the same point. */
export interface PointIdentity {
  workspaceId: string
  documentId: string
  version: number
  chunkIndex: number
}

/**
 * A UUID (RFC 9562 version 8: made from a hash) for a chunk, so that writing a chunk again overwrites its point and
 * never doubles it. The parts are joined as JSON, which no choice of ids can make ambiguous.
 */
export function pointIdFor(identity: PointIdentity): string {
  const name = JSON.stringify([identity.workspaceId, identity.documentId, identity.version, identity.chunkIndex])
  const bytes = createHash('sha256').update(name).digest().subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Qdrant answers 400 to an id that is no UUID; asking for one is simply not finding it. */
export function isPointId(value: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
}
