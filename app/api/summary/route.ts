import { apiRoute } from '../api-route'
import { makeSummary, readSummary } from '../summary-route'

export const GET = apiRoute((request) => readSummary(request, null))

export const POST = apiRoute((request) => makeSummary(request, null))
