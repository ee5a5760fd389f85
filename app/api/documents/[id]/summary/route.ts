import { apiRoute } from '../../../api-route'
import { makeSummary, readSummary } from '../../../summary-route'

export const GET = apiRoute<{ id: string }>((request, { id }) => readSummary(request, id))

export const POST = apiRoute<{ id: string }>((request, { id }) => makeSummary(request, id))
