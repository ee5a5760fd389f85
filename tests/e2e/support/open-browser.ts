import { type Browser, chromium, type Page } from 'playwright-core'
import { describe } from 'vitest'

/** Set by `npm test` to the Chromium it found; empty where there is none. */
const browserPath = process.env.DOCENT_BROWSER ?? ''

/** `describe` for tests in a browser; skipped where there is none (`npm test` says so, and how to get one). */
export const describeInBrowser = browserPath ? describe : describe.skip

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: browserPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export interface PageOptions {
  locale?: 'en-US' | 'ko-KR'
  width?: number
  height?: number
  colorScheme?: 'light' | 'dark'
}

/** A page of its own context that collects what must not happen: script errors, blocked resources, requests elsewhere. */
export async function openPage(browser: Browser, url: string, options: PageOptions = {}): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({
    baseURL: url,
    locale: options.locale ?? 'en-US',
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.colorScheme ?? 'light',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:') && !request.url().startsWith('blob:'))
      problems.push(`request elsewhere: ${request.url()}`)
  })
  page.setDefaultTimeout(30_000)
  return { page, problems }
}
