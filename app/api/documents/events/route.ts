import { eventStreamResponse } from '@/lib/http/event-stream'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../api-route'

export const GET = apiRoute(async () => {
  const services = await getServices()
  const leave = new AbortController()
  return eventStreamResponse(services.watchDocuments(leave.signal), () => leave.abort())
})
