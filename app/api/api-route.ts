import { createRequestHandler } from '@/lib/http/handle-request'
import { networkSettings } from '@/lib/services'

/** Wraps every route of the API: origin check, errors as JSON in the caller's language. */
export const apiRoute = createRequestHandler(networkSettings)
