import { jsonResponse } from '@/lib/http/handle-request'
import { readUpload } from '@/lib/http/read-upload'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../../api-route'

/** A test set in the form of BEIR: the files `queries` and `qrels`, and `corpus` where its documents are not in the library. */
export const POST = apiRoute<{ id: string }>(async (request, { id }) => {
  const { lab } = await getServices()
  return jsonResponse(await lab.takeUpload(id, readUpload(request, { maxFiles: 3 })))
})
