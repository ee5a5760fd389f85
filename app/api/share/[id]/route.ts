import { jsonResponse } from '@/lib/http/handle-request'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'

/** What the read-only page of a shared conversation shows. */
export const GET = apiRoute<{ id: string }>(async (_request, { id }) => jsonResponse(await (await getServices()).conversations.readShared(id)))
