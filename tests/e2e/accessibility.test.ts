import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callJson, listDocuments, uploadFiles, waitUntilSettled } from './support/call-app'
import { findViolations } from './support/find-violations'
import { describeInBrowser, openBrowser, openPage } from './support/open-browser'
import { type RunningApp, startApp } from './support/start-app'

const fixtures = path.resolve(import.meta.dirname, '../fixtures/documents')
const handbook = 'larkmoor-observatory-handbook.pdf'

/** Between them, pages and what opens over them are seen in both languages, both themes and both widths. */
const pageLooks = [
  { locale: 'en-US', colorScheme: 'light', width: 1280, height: 800 },
  { locale: 'ko-KR', colorScheme: 'dark', width: 390, height: 844 },
] as const
const overlayLooks = [
  { locale: 'ko-KR', colorScheme: 'dark', width: 1280, height: 800 },
  { locale: 'en-US', colorScheme: 'light', width: 390, height: 844 },
] as const

describeInBrowser('for everyone', () => {
  let app: RunningApp
  let browser: Browser
  let documentId: string
  let chunkId: string
  let conversationId: string

  beforeAll(async () => {
    app = await startApp()
    browser = await openBrowser()
    await uploadFiles(app.url, [
      { name: handbook, bytes: await readFile(path.join(fixtures, handbook)) },
      { name: 'rooftop-garden-guide-ko.md', bytes: await readFile(path.join(fixtures, 'rooftop-garden-guide-ko.md')) },
      { name: 'broken.pdf', bytes: '%PDF-1.7\nnot really\n%%EOF' },
    ])
    await waitUntilSettled(app.url)
    documentId = (await listDocuments(app.url)).find(({ source }) => source === handbook)?.id ?? ''
    const { body } = await callJson<{ chunks: Array<{ point_id: string }> }>(`${app.url}/api/documents/${documentId}/chunks`)
    chunkId = body.chunks[0]?.point_id ?? ''
    conversationId = await startConversation(app.url)
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  it('would notice a control without a name', async () => {
    const { page } = await openPage(browser, app.url)
    await page.goto('/settings')
    await page.locator('main form').waitFor()
    await page.evaluate(() => document.querySelector('main h1')?.after(document.createElement('button')))
    expect(await findViolations(page)).toEqual([expect.stringContaining('critical button-name')])
    await page.context().close()
  })

  it.each(pageLooks)('has pages without barriers ($locale, $colorScheme, $width wide)', async (look) => {
    const { page } = await openPage(browser, app.url, look)
    const pages: Array<[address: string, ready: string]> = [
      ['/', 'main ul button'],
      [`/c/${conversationId}`, '[data-citation]'],
      ['/documents', 'main li input'],
      [`/documents/${documentId}?start=0&end=40`, 'mark'],
      ['/admin', 'main table a'],
      [`/admin/documents/${documentId}`, 'main ol li'],
      [`/admin/chunks/${chunkId}`, 'main dl'],
      ['/settings', 'main form'],
      ['/nowhere', 'main h1'],
    ]
    const found: Record<string, string[]> = {}
    for (const [address, ready] of pages) {
      await page.goto(address)
      await page.locator(ready).first().waitFor()
      const violations = await findViolations(page)
      if (violations.length > 0) found[address] = violations
    }
    expect(found).toEqual({})
    await page.context().close()
  })

  it.each(overlayLooks)('has dialogs and an open document without barriers ($locale, $colorScheme, $width wide)', async (look) => {
    const { page } = await openPage(browser, app.url, look)
    await page.goto('/documents')
    await page.locator('main li[data-index]').first().waitFor()
    await page.getByRole('button', { name: /^(Paste text|텍스트 붙여넣기)$/ }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Add document|문서 추가/ })
      .click()
    await page.getByRole('dialog').getByRole('alert').waitFor()
    expect(await findViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Delete broken|broken\.pdf 삭제$/ }).click()
    await page.getByRole('alertdialog').waitFor()
    expect(await findViolations(page)).toEqual([])

    await page.goto(`/c/${conversationId}`)
    await page.locator('[data-citation]').first().focus()
    await page.locator('[data-radix-popper-content-wrapper]').waitFor()
    expect(await findViolations(page)).toEqual([])
    await page.locator('[data-citation]').first().click()
    await page.locator('mark').first().waitFor()
    expect(await findViolations(page)).toEqual([])
    await page.context().close()
  })

  it('names every page in the title of its window, a new chat too', async () => {
    const { page } = await openPage(browser, app.url, { locale: 'ko-KR' })
    const titles: Array<[address: string, title: string]> = [
      ['/', '새 대화 · 도슨트'],
      ['/documents', '문서 · 도슨트'],
      [`/documents/${documentId}`, `${handbook} · 도슨트`],
      ['/admin', '컬렉션 · 도슨트'],
      [`/admin/documents/${documentId}`, `${handbook} · 청크 · 도슨트`],
      ['/settings', '설정 · 도슨트'],
    ]
    for (const [address, title] of titles) {
      await page.goto(address)
      await expect.poll(() => page.title()).toBe(title)
    }
    await page.goto('/')
    await page.getByRole('textbox', { name: '질문' }).fill('흰가루병에는 무엇을 뿌리나요?')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/c/*')
    await expect.poll(() => page.title()).toBe('흰가루병에는 무엇을 뿌리나요? · 도슨트')
    await page.getByRole('link', { name: '새 대화' }).first().click()
    await expect.poll(() => page.title()).toBe('새 대화 · 도슨트')
    await page.context().close()
  })

  it('leaves the focus on the next document after one is deleted with the keyboard', async () => {
    for (const name of ['first', 'second', 'third'])
      await callJson(`${app.url}/api/ingest`, { body: { source: `${name}.txt`, text: `The ${name} note is about the ${name} ferry.` } })
    await waitUntilSettled(app.url)
    const { page } = await openPage(browser, app.url)
    await page.goto('/documents')
    await page.getByRole('button', { name: 'Delete second.txt' }).press('Enter')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).press('Enter')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Select first.txt')
    await page.context().close()
  })

  it('says so when a mark leads to a document that has been deleted', async () => {
    const { page } = await openPage(browser, app.url)
    await page.goto(`/c/${conversationId}`)
    const mark = page.locator('[data-citation]').first()
    await mark.waitFor()
    await callJson(`${app.url}/api/documents/${documentId}`, { method: 'DELETE' })
    await mark.click()
    await page.getByText('It has been deleted since this answer was given', { exact: false }).waitFor()
    expect(await page.getByRole('heading', { name: handbook }).isVisible()).toBe(true)
    await page.context().close()
  })
})

async function startConversation(url: string): Promise<string> {
  const response = await fetch(`${url}/api/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question: 'What is the aperture of the Carrow refractor?' }),
  })
  const id = /"conversation_id":"([^"]+)"/.exec(await response.text())?.[1]
  if (!id) throw new Error('no conversation was started')
  return id
}
