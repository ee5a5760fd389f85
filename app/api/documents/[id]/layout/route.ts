import { z } from 'zod'
import { jsonResponse } from '@/lib/http/handle-request'
import { readQuery } from '@/lib/http/read-json-body'
import { getServices } from '@/lib/services'
import { apiRoute } from '../../../api-route'

const mostRanges = 200
const offset = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number)
const range = z.strictObject({ start: offset, end: offset }).refine(({ start, end }) => start < end)
const manyRanges = z
  .string()
  .transform((text) => text.split(',').map((part) => ({ start: part.slice(0, part.indexOf('-')), end: part.slice(part.indexOf('-') + 1) })))
  .pipe(z.array(range).max(mostRanges))

/** One range as `start` and `end`, or many as `ranges=10-20,35-40`; neither: the pages alone. */
const placesSchema = z.union([
  range.transform((one) => [one]),
  z.strictObject({ ranges: manyRanges }).transform(({ ranges }) => ranges),
  z.strictObject({}).transform(() => []),
])

/** Where passages of the text stand on the pages: rectangles in points, from the upper left corner of the page as it is shown. */
export const GET = apiRoute<{ id: string }>(async (request, { id }) => {
  const services = await getServices()
  return jsonResponse(await services.readLayout(id, readQuery(request, placesSchema)))
})
