import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readQuery } from '@/lib/http/read-json-body'
import { requestLanguage } from '@/lib/http/request-language'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

const querySchema = z.object({ format: z.enum(['markdown', 'json']).default('markdown'), message_id: z.string().max(100).optional() })

/** The branch that is shown, or one answer with its question, as a file with the sources. */
export const GET = apiRoute<{ id: string }>(async (request, { id }) => {
  const { format, message_id: messageId } = readQuery(request, querySchema)
  const { conversations } = await getServices()
  const exported = await conversations.export(id, messageId)
  if (format === 'json') return asDownload(jsonResponse(exported), exported.title, 'json')
  const text = conversations.toMarkdown(exported, requestLanguage(request.headers))
  const headers = { 'content-type': 'text/markdown; charset=utf-8', 'cache-control': 'no-store' }
  return asDownload(new Response(text, { headers }), exported.title, 'md')
})

function asDownload(response: Response, title: string, extension: string): Response {
  const name = `${title.replace(/\p{Cs}/gu, '')}.${extension}`
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`)
  response.headers.set('content-disposition', `attachment; filename*=UTF-8''${encoded}`)
  return response
}
