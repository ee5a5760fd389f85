import { AppError } from '@/lib/domain/app-error'
import { apiRoute } from '../api-route'

/** Programs that call an address that is not there get the API's own error, not a page. */
const refuse = apiRoute<{ path: string[] }>(async () => {
  throw new AppError('not_found', 'No such address')
})

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT }
