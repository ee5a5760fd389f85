import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callJson, listDocuments, type Status, uploadFiles, waitUntilSettled } from '../support/call-app'
import { makeDocuments } from '../support/library'
import { describeInBrowser, openBrowser, openPage } from '../support/open-browser'
import { type RunningApp, startApp } from '../support/start-app'

const manyFiles = 1_000

describeInBrowser('the documents page with much to do', () => {
  let app: RunningApp
  let browser: Browser
  let folder: string

  beforeAll(async () => {
    app = await startApp()
    browser = await openBrowser()
    folder = await mkdtemp(path.join(tmpdir(), 'docent-many-'))
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
    if (folder) await rm(folder, { recursive: true })
  })

  const status = async () => (await callJson<Status>(`${app.url}/api/status`)).body
  const rowOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })

  it('pauses, cancels one, resumes, and starts a cancelled one again', async () => {
    const { page, problems } = await openPage(browser, app.url)
    await page.goto('/documents')
    await uploadFiles(app.url, makeDocuments(12))
    const work = page.getByRole('region', { name: 'Work in progress' })
    await work.getByRole('button', { name: 'Pause' }).click()
    await work.getByText('Paused.').waitFor()
    const [first] = (await listDocuments(app.url)).filter(({ status: now }) => now === 'queued')
    await page.getByRole('button', { name: `Cancel ${first?.source}` }).click()
    await rowOf(page, first?.source.split('/').at(-1) ?? '')
      .getByText('Cancelled')
      .waitFor()
    await page.reload()
    await work.getByRole('button', { name: 'Resume' }).click()
    const settled = await waitUntilSettled(app.url)
    expect(settled.documents).toEqual({ queued: 0, processing: 0, ready: 11, failed: 0, cancelled: 1 })
    await page.getByRole('button', { name: /^Cancelled/ }).click()
    await page.getByRole('button', { name: `Retry ${first?.source}` }).click()
    await waitUntilSettled(app.url)
    expect((await status()).documents.ready).toBe(12)
    expect(problems).toEqual([])
    await page.context().close()
  })

  it('groups failures by reason, and tries a reason again as a whole', async () => {
    const { page } = await openPage(browser, app.url)
    const broken = ['a', 'b', 'c'].map((name) => ({ name: `${name}.pdf`, bytes: `%PDF-1.7\n${name}\n%%EOF` }))
    await uploadFiles(app.url, broken)
    await waitUntilSettled(app.url)
    await page.goto('/documents')
    await page.getByText('3 documents failed for one reason').click()
    await page.getByRole('button', { name: 'Try 3 again' }).click()
    await expect.poll(async () => (await listDocuments(app.url)).filter(({ status: now }) => now === 'failed').length).toBe(3)
    await page.context().close()
  })

  it('takes a thousand files and stays light: rows out of sight are not drawn, the last can be reached, all can be cancelled', async () => {
    const { page, problems } = await openPage(browser, app.url)
    const paths = await Promise.all(
      Array.from({ length: manyFiles }, async (_, index) => {
        const name = path.join(folder, `note-${String(index).padStart(4, '0')}.txt`)
        await writeFile(name, `Note ${index}: locker ${index} opens with the code ${index * 7}.`)
        return name
      }),
    )
    // Else they are read as fast as they come in, and there is nothing left to cancel.
    await callJson(`${app.url}/api/queue`, { body: { action: 'pause' } })
    await page.goto('/documents')
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: /Choose files/ }).click()])
    await chooser.setFiles(paths)
    await expect.poll(async () => Object.values((await status()).documents).reduce((sum, count) => sum + count, 0), { timeout: 120_000 }).toBe(manyFiles + 15)
    // The list is loaded by the page as one scrolls; the drawn rows stay few.
    for (let step = 0; step < 40; step += 1) {
      await page.locator('#content').evaluate((element) => element.scrollTo(0, element.scrollHeight))
      if (await rowOf(page, 'report-000.md').count()) break
      await page.waitForTimeout(250)
    }
    await rowOf(page, 'report-000.md').waitFor()
    expect(await page.getByRole('listitem').count()).toBeLessThan(80)
    await page.locator('#content').evaluate((element) => element.scrollTo(0, 0))
    await callJson(`${app.url}/api/queue`, { body: { action: 'resume' } })
    const work = page.getByRole('region', { name: 'Work in progress' })
    await work.getByText(/of 1,0\d\d documents done/).waitFor()
    await work.getByRole('button', { name: 'Cancel all' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel all' }).click()
    await waitUntilSettled(app.url)
    await work.waitFor({ state: 'detached' })
    expect((await status()).documents.cancelled).toBeGreaterThan(0)
    expect(problems).toEqual([])
    await page.context().close()
  })
})
