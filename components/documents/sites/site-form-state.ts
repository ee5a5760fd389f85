import type { CrawlLimits } from '@/lib/domain/site'

/** What is in the dialog, as it was typed. */
export interface SiteForm {
  url: string
  scope: 'page' | 'site'
  depth: string
  maxPages: string
  pathPrefix: string
  take: CrawlLimits['take']
  repeat: 'never' | 'daily' | 'weekly'
}

export const emptySiteForm: SiteForm = { url: '', scope: 'page', depth: '2', maxPages: '100', pathPrefix: '/', take: 'both', repeat: 'never' }

export const numberLimits = { depth: { min: 1, max: 10 }, maxPages: { min: 1, max: 5000 } } as const

export type SiteProblem =
  | { field: 'url'; key: 'urlMissing' | 'urlInvalid' }
  | { field: 'depth' | 'maxPages'; key: 'numberInvalid' }
  | { field: 'pathPrefix'; key: 'pathInvalid' }

export interface NewSiteBody {
  url: string
  limits: CrawlLimits
  intervalHours: number | null
}

const hours = { never: null, daily: 24, weekly: 168 }

/** The request for what was typed, or the first thing that is wrong with it. An address may be typed without its scheme. */
export function readSiteForm(form: SiteForm): { body: NewSiteBody } | { problem: SiteProblem } {
  const typed = form.url.trim()
  if (typed === '') return { problem: { field: 'url', key: 'urlMissing' } }
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return { problem: { field: 'url', key: 'urlInvalid' } }
  const intervalHours = hours[form.repeat]
  if (form.scope === 'page') return { body: { url, limits: { depth: 0, maxPages: 1, pathPrefix: '/', take: 'both' }, intervalHours } }
  const depth = readNumber(form.depth, numberLimits.depth)
  if (depth === null) return { problem: { field: 'depth', key: 'numberInvalid' } }
  const maxPages = readNumber(form.maxPages, numberLimits.maxPages)
  if (maxPages === null) return { problem: { field: 'maxPages', key: 'numberInvalid' } }
  const pathPrefix = form.pathPrefix.trim() || '/'
  if (!pathPrefix.startsWith('/')) return { problem: { field: 'pathPrefix', key: 'pathInvalid' } }
  // The site's own spelling: a path typed in Hangul is percent-encoded in every address.
  return { body: { url, limits: { depth, maxPages, pathPrefix: new URL(pathPrefix, url).pathname, take: form.take }, intervalHours } }
}

function readNumber(typed: string, { min, max }: { min: number; max: number }): number | null {
  const value = Number(typed)
  return typed.trim() !== '' && Number.isInteger(value) && value >= min && value <= max ? value : null
}
