import { createHash } from 'node:crypto'
import type { CrawlLimits } from '@/lib/domain/site'

/** Parameters that tell where a visitor came from, never what the page is. */
const trackingParameters = /^(?:utm_\w+|gclid|fbclid|msclkid|yclid|dclid|igshid|mc_[ce]id|_ga|_gl|ref_src)$/i
const sessionMark = /;(?:jsessionid|phpsessid|sid)=[^/?#]*/gi

/** What is never a document of its own: pictures, sound, film, programs, and what pages are made of. */
const assetEndings =
  /\.(?:png|jpe?g|gif|webp|avif|svgz?|ico|bmp|tiff?|heic|mp[34]|m4[av]|ogg|og[av]|wav|flac|webm|mov|avi|mkv|css|m?js|map|json|woff2?|ttf|otf|eot|xml|rss|atom|exe|msi|dmg|pkg|deb|rpm|apk|iso|img|bin|dll|gz|tgz|bz2|xz|7z|rar|tar|torrent)$/i
const fileEndings = /\.(?:pdf|docx?|pptx?|xlsx?|od[tsp]|hwpx?|rtf|epub|eml|csv|tsv|zip|txt|md)$/i

const longestLabel = 240

/** One spelling for addresses that lead to the same page: no fragment, no tracking parameters, no session in the path. */
export function normalizeAddress(address: string): string {
  const url = new URL(address)
  url.hash = ''
  url.pathname = url.pathname.replace(sessionMark, '')
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '' && !trackingParameters.test(parameter.split('=', 1)[0] ?? ''))
  url.search = kept.length > 0 ? `?${kept.join('&')}` : ''
  return url.href
}

/**
 * The address as a document's name: no scheme, Hangul as Hangul, no slash at the end. Two addresses with the same label
 * are the same page to a crawl, so a name can never stand for two pages of one site.
 */
export function labelAddress(address: string): string {
  const url = new URL(normalizeAddress(address))
  const label = decodeReadably(`${url.host}${url.pathname.replace(/\/+$/, '')}${url.search}`)
  if (label.length <= longestLabel) return label
  const digest = createHash('sha256').update(label).digest('hex').slice(0, 12)
  const ending = /\.[a-z0-9]{1,5}$/i.exec(url.pathname)?.[0] ?? ''
  return `${[...label].slice(0, longestLabel - 40).join('')}…${digest}${ending}`
}

/** True when a crawl with these limits need not even ask for the address. */
export function isUnwanted(address: string, take: CrawlLimits['take']): boolean {
  const { pathname } = new URL(address)
  return assetEndings.test(pathname) || (take === 'pages' && fileEndings.test(pathname))
}

/** Escapes that stand for no text stay as they are. */
function decodeReadably(text: string): string {
  try {
    return decodeURI(text)
  } catch {
    return text
  }
}
