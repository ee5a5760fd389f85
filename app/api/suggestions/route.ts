import { jsonResponse } from '@/lib/http/handle-request'
import { requestLanguage } from '@/lib/http/request-language'
import { getServices } from '@/lib/services'
import { apiRoute } from '../api-route'

export const GET = apiRoute(async (request) => {
  const services = await getServices()
  return jsonResponse({ questions: await services.suggestQuestions(requestLanguage(request.headers)) })
})
