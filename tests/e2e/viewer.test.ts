import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeLongPdf } from '../fixtures/make-long-pdf'
import { type AppDocument, callJson, listDocuments, uploadFiles, waitUntilSettled } from './support/call-app'
import { describeInBrowser, openBrowser, openPage } from './support/open-browser'
import { type RunningApp, startApp } from './support/start-app'

const fixtures = path.resolve(import.meta.dirname, '../fixtures/documents')
const koreanPdf = path.resolve(import.meta.dirname, '../../../shared/data/ko_pdf/civilcode.pdf')
const handbook = 'larkmoor-observatory-handbook.pdf'
const longPdf = makeLongPdf(2000, 1)

describeInBrowser('a document on its page', () => {
  let app: RunningApp
  let browser: Browser
  let ids: Map<string, string>

  beforeAll(async () => {
    app = await startApp()
    browser = await openBrowser()
    await uploadFiles(app.url, [
      { name: handbook, bytes: await readFile(path.join(fixtures, handbook)) },
      { name: 'remote-work-policy.docx', bytes: await readFile(path.join(fixtures, 'remote-work-policy.docx')) },
      { name: 'register.pdf', bytes: makeLongPdf(12) },
      { name: 'broken.pdf', bytes: '%PDF-1.7\nnot really\n%%EOF' },
    ])
    await waitUntilSettled(app.url)
    ids = new Map((await listDocuments(app.url)).map(({ source, id }) => [source, id]))
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  async function readText(id: string): Promise<string> {
    return (await callJson<{ text: string }>(`${app.url}/api/documents/${id}/content`)).body.text
  }

  /** The address of a document with these words of it marked. */
  async function addressOf(name: string, words: string): Promise<string> {
    const id = ids.get(name) ?? ''
    const start = (await readText(id)).indexOf(words)
    expect(start).toBeGreaterThanOrEqual(0)
    return `/documents/${id}?start=${start}&end=${start + words.length}`
  }

  /** What the text layer holds under the marks, letter by letter: the mark is right when the words are under it. */
  async function wordsUnderMarks(page: Page): Promise<string> {
    return page.evaluate(() => {
      const marks = [...document.querySelectorAll('mark')].map((mark) => mark.getBoundingClientRect())
      const walker = document.createTreeWalker(document.querySelector('[aria-label="Pages of the document"]') ?? document.body, NodeFilter.SHOW_TEXT)
      let words = ''
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.parentElement?.closest('.page-text')) continue
        for (let index = 0; index < (node.textContent?.length ?? 0); index++) {
          const range = document.createRange()
          range.setStart(node, index)
          range.setEnd(node, index + 1)
          const box = range.getBoundingClientRect()
          const x = (box.left + box.right) / 2
          const y = (box.top + box.bottom) / 2
          if (marks.some((mark) => x > mark.left && x < mark.right && y > mark.top && y < mark.bottom)) words += range.toString()
        }
      }
      return words
    })
  }

  async function openPages(address: string, options: Parameters<typeof openPage>[2] = {}): Promise<{ page: Page; problems: string[] }> {
    const opened = await openPage(browser, app.url, options)
    await opened.page.goto(address)
    await opened.page.locator('[data-page] canvas').first().waitFor()
    await opened.page.locator('.page-text span').first().waitFor({ state: 'attached' })
    return opened
  }

  it('draws the PDF itself and marks the passage where it stands, scrolled to and focused', async () => {
    const words = 'a lens telescope with an aperture of 33 centimetres'
    const { page, problems } = await openPages(await addressOf(handbook, words))
    const mark = page.locator('mark').first()
    await mark.waitFor()
    await page.locator('[data-page="2"] .page-text span').first().waitFor({ state: 'attached' })
    const box = await mark.boundingBox()
    expect(box && box.y > 0 && box.y + box.height < 800).toBe(true)
    // Widths of single letters are not kept, so that the edges may be a few letters off.
    await expect.poll(() => wordsUnderMarks(page)).toContain('telescope with an aperture of 33')
    expect((await wordsUnderMarks(page)).length).toBeLessThan(words.length + 12)
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('MARK')
    expect(await mark.textContent()).toBe(words)
    expect(await drawnShare(page, 2)).toBeGreaterThan(0.005)
    expect(problems).toEqual([])
    await page.context().close()
  })

  it('goes to pages by number, turns a page that says so, and zooms with buttons and keys', async () => {
    const { page, problems } = await openPages(`/documents/${ids.get('register.pdf')}`)
    const number = page.getByRole('textbox', { name: 'Page number' })
    await number.fill('5')
    await number.press('Enter')
    const turned = page.locator('[data-page="5"]')
    await turned.locator('canvas').waitFor()
    const before = await turned.boundingBox()
    expect(before && before.width > before.height).toBe(true)
    expect(await number.inputValue()).toBe('5')
    await page.getByRole('region', { name: 'Pages of the document' }).focus()
    await page.keyboard.press('Control+-')
    await expect.poll(async () => (await turned.boundingBox())?.width).toBeLessThan(before?.width ?? 0)
    const smaller = (await turned.boundingBox())?.width ?? 0
    await page.getByRole('button', { name: 'Zoom in' }).click()
    await expect.poll(async () => (await turned.boundingBox())?.width).toBeGreaterThan(smaller)
    await page.keyboard.press('Control+0')
    await expect.poll(async () => (await turned.boundingBox())?.width).toBe(before?.width)
    expect(await number.inputValue()).toBe('5')
    expect(problems).toEqual([])
    await page.context().close()
  })

  it('searches the whole document, page by page, from the keyboard alone', async () => {
    const { page, problems } = await openPages(`/documents/${ids.get('register.pdf')}`)
    await page.getByRole('region', { name: 'Pages of the document' }).focus()
    await page.keyboard.press('Control+f')
    const count = (await readText(ids.get('register.pdf') ?? '')).match(/cargo\s+of\s+salt/g)?.length ?? 0
    expect(count).toBeGreaterThan(100)
    await page.keyboard.type('CARGO of salt')
    await page.getByText(`1 of ${count}`, { exact: true }).waitFor()
    await page.keyboard.press('Shift+Enter')
    await page.getByText(`${count} of ${count}`, { exact: true }).waitFor()
    await page.locator('[data-page="12"] mark').first().waitFor()
    await expect.poll(() => page.getByRole('textbox', { name: 'Page number' }).inputValue()).toBe('12')
    await page.keyboard.press('Escape')
    await page.getByRole('searchbox', { name: 'Search in the document' }).waitFor({ state: 'detached' })
    await expect.poll(() => page.locator('mark').count()).toBe(0)
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Pages of the document')
    expect(problems).toEqual([])
    await page.context().close()
  })

  it('lets the text of a page be selected', async () => {
    const { page } = await openPages(`/documents/${ids.get('register.pdf')}`)
    const line = page.locator('[data-page="1"] .page-text span').filter({ hasText: 'Entry 1.3 ' })
    await line.click({ clickCount: 3 })
    expect(await page.evaluate(() => getSelection()?.toString())).toContain('Entry 1.3 tells of the vessel Aurora 14')
    await page.context().close()
  })

  it('shows the text instead on request, marked in the same place', async () => {
    const { page, problems } = await openPages(await addressOf(handbook, 'built in Dublin'))
    await page.getByRole('button', { name: 'Text', exact: true }).click()
    await expect.poll(() => page.locator('mark').allInnerTexts()).toEqual(['built in Dublin'])
    await page.getByRole('button', { name: 'Page', exact: true }).click()
    await page.locator('[data-page="2"] mark').first().waitFor()
    expect(problems).toEqual([])
    await page.context().close()
  })

  it('falls back to the text, and says so, where the pages cannot be drawn', async () => {
    const { page } = await openPage(browser, app.url)
    await page.route('**/original', (route) => route.fulfill({ status: 200, body: 'no PDF at all' }))
    await page.goto(await addressOf(handbook, 'built in Dublin'))
    await page.getByText('The pages cannot be drawn in this browser', { exact: false }).waitFor()
    await expect.poll(() => page.locator('mark').allInnerTexts()).toEqual(['built in Dublin'])
    await page.context().close()
  })

  it('keeps the memory of a PDF of 2,000 pages bounded, wherever one scrolls', async () => {
    await uploadFiles(app.url, [{ name: 'long.pdf', bytes: longPdf }])
    await waitUntilSettled(app.url, 170_000)
    const long = (await listDocuments(app.url)).find(({ source }) => source === 'long.pdf')
    const { page, problems } = await openPages(`/documents/${long?.id}`)
    let received = 0
    page.on('response', (response) => {
      if (response.url().endsWith('/original')) received += Number(response.headers()['content-length'] ?? 0)
    })
    const number = page.getByRole('textbox', { name: 'Page number' })
    for (const wanted of [1999, 3, 1000, 1500, 2000]) {
      await number.fill(String(wanted))
      await number.press('Enter')
      await page.locator(`[data-page="${wanted}"] canvas`).waitFor()
      expect(await page.locator('[data-page]').count()).toBeLessThanOrEqual(5)
    }
    expect(await page.locator('[data-page="2000"] .page-text').textContent()).toContain('Register of ships, sheet 2000')
    expect(received).toBeLessThan(longPdf.length)
    expect(problems).toEqual([])
    await page.context().close()
  })

  it('answers parts of an original, and the places of passages, by the letter', async () => {
    const url = `${app.url}/api/documents/${ids.get(handbook)}`
    const whole = await readFile(path.join(fixtures, handbook))
    const part = await fetch(`${url}/original`, { headers: { range: 'bytes=10-19' } })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${whole.length}`])
    expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(10, 20))
    expect((await fetch(`${url}/original`, { headers: { range: `bytes=${whole.length}-` } })).status).toBe(416)
    expect((await fetch(`${url}/layout?start=5&end=5`)).status).toBe(400)
    expect((await fetch(`${url}/layout?start=5`)).status).toBe(400)
    const many = await callJson<{ rectangles: unknown[]; texts: string[] }>(`${url}/layout?ranges=0-5,10-20`)
    expect(many.body.texts).toEqual([(await readText(ids.get(handbook) ?? '')).slice(0, 5), (await readText(ids.get(handbook) ?? '')).slice(10, 20)])
    expect(many.body.rectangles.length).toBeGreaterThanOrEqual(2)
  })

  it('serves the files of the engine from here, and nothing else of the package', async () => {
    const get = (file: string) => fetch(`${app.url}/engine-files/x/${file}`)
    const worker = await get('legacy/build/pdf.worker.min.mjs')
    expect(worker.headers.get('content-type')).toContain('javascript')
    expect(worker.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(worker.headers.get('content-security-policy')).not.toContain(" 'unsafe-eval'")
    expect((await get('cmaps/UniKS-UCS2-H.bcmap')).status).toBe(200)
    expect((await get('wasm/openjpeg.wasm')).headers.get('content-type')).toBe('application/wasm')
    for (const file of ['package.json', 'cmaps/..%2Fpackage.json', 'cmaps/missing.bcmap', 'build/pdf.mjs']) expect((await get(file)).status).toBe(404)
  })

  it('shows what is known of a document, how it was cut, and cuts it anew', async () => {
    const id = ids.get('remote-work-policy.docx')
    const { page, problems } = await openPage(browser, app.url)
    await page.goto(`/documents/${id}`)
    await page.getByRole('tab', { name: 'How it was cut' }).click()
    const chunks = page.locator('button[data-chunk]')
    await chunks.first().waitFor()
    const { body } = await callJson<AppDocument>(`${app.url}/api/documents/${id}`)
    expect(await chunks.count()).toBe(body.chunk_count)
    await chunks.nth(1).focus()
    await page.getByText(/^Chunk 2$/).waitFor()
    await page
      .getByText(/\d+ tokens? · /)
      .first()
      .waitFor()
    const shown =
      (await page.locator('[data-chunk] , [data-chunk] *').first().isVisible()) &&
      (await page.getByRole('region', { name: /Text with its chunks/ }).textContent())
    expect(shown).toContain('Remote Work Policy')

    await page.getByRole('button', { name: 'Cut anew' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cut anew' }).click()
    await page.getByRole('tab', { name: 'Details' }).click()
    await page.getByText('Version 2', { exact: true }).waitFor()
    await page.getByText('0 of them newly embedded', { exact: false }).waitFor()
    expect(problems).toEqual([])
    await page.context().close()
  })

  it('says why a document cannot be shown, and offers to try again or to delete it', async () => {
    const { page } = await openPage(browser, app.url, { width: 390, height: 844 })
    await page.goto(`/documents/${ids.get('broken.pdf')}`)
    await page.getByRole('heading', { name: 'This document could not be read' }).waitFor()
    await page.getByText('The file is damaged', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: 'Delete the document' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await page.waitForURL('**/documents')
    await page.context().close()
  })

  it.skipIf(!existsSync(koreanPdf))('draws Korean and marks it, on a phone in the dark (skipped without shared/data/ko_pdf)', async () => {
    await uploadFiles(app.url, [{ name: 'civilcode.pdf', bytes: await readFile(koreanPdf) }])
    await waitUntilSettled(app.url)
    ids = new Map((await listDocuments(app.url)).map(({ source, id }) => [source, id]))
    const { page, problems } = await openPages(await addressOf('civilcode.pdf', '권리는 남용하지 못한다'), {
      locale: 'ko-KR',
      width: 390,
      height: 844,
      colorScheme: 'dark',
    })
    await page.locator('mark').first().waitFor()
    expect(await page.locator('mark').first().textContent()).toBe('권리는 남용하지 못한다')
    expect(await drawnShare(page, 1)).toBeGreaterThan(0.01)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
    expect(problems).toEqual([])
    await page.context().close()
  })

  /** The share of a page's pixels that are dark: an empty page, or one without its fonts, has next to none. */
  async function drawnShare(page: Page, number: number): Promise<number> {
    const canvas = page.locator(`[data-page="${number}"] canvas`)
    await canvas.waitFor()
    return canvas.evaluate((element: HTMLCanvasElement) => {
      const pixels = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data ?? new Uint8ClampedArray()
      let dark = 0
      for (let index = 0; index < pixels.length; index += 4) if ((pixels[index] ?? 255) < 128) dark += 1
      return dark / Math.max(1, pixels.length / 4)
    })
  }
})
