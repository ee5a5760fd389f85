import robotsParser from 'robots-parser'
import type { RobotsRules } from '@/lib/domain/ports/web-fetcher'

/** The name under which robots.txt speaks to this program. */
const robotName = 'Docent'
const longestFile = 500 * 1024

/** Reads a robots.txt (RFC 9309). What it does not mention is allowed; what lies past 500 KB is not read, as the standard lets. */
export function readRobots(robotsUrl: string, text: string): RobotsRules {
  const robots = robotsParser(robotsUrl, text.slice(0, longestFile))
  const delay = robots.getCrawlDelay(robotName)
  return {
    isAllowed: (url) => robots.isDisallowed(url, robotName) !== true,
    crawlDelaySeconds: delay !== undefined && Number.isFinite(delay) && delay >= 0 ? delay : null,
    sitemaps: robots.getSitemaps(),
  }
}
