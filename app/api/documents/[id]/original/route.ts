import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

/** Always a download of unnamed bytes: an uploaded HTML page must never run under Docent's own address. */
export const GET = apiRoute<{ id: string }>(async (_request, { id }) => {
  const services = await getServices()
  const document = await services.readDocument(id)
  const { stream, byteSize } = await services.files.readOriginal(document.contentHash)
  const name = document.source.split('/').at(-1) ?? 'document'
  return new Response(stream, {
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': String(byteSize),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)}`,
      'cache-control': 'no-store',
    },
  })
})
