import { readByteRange } from '@/lib/http/read-byte-range'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

/**
 * Always a download of unnamed bytes: an uploaded HTML page must never run under Docent's own address. Parts of the file can
 * be asked for, so that the viewer opens a large PDF without reading all of it.
 */
export const GET = apiRoute<{ id: string }>(async (request, { id }) => {
  const services = await getServices()
  const { contentHash, byteSize, source } = await services.readDocument(id)
  const part = readByteRange(request.headers.get('range'), byteSize)
  if (part === 'unsatisfiable') return new Response(null, { status: 416, headers: { 'content-range': `bytes */${byteSize}` } })
  const { stream } = await services.files.readOriginal(contentHash, part ?? undefined)
  const name = source.split('/').at(-1) ?? 'document'
  return new Response(stream, {
    status: part ? 206 : 200,
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(part ? part.end - part.start : byteSize),
      ...(part ? { 'content-range': `bytes ${part.start}-${part.end - 1}/${byteSize}` } : {}),
      'accept-ranges': 'bytes',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)}`,
      'cache-control': 'no-store',
    },
  })
})
