import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { callJson, listDocuments, type Status, uploadFiles, waitUntilSettled } from './support/call-app'
import { describeInBrowser, openBrowser, openPage } from './support/open-browser'
import { type RunningApp, startApp } from './support/start-app'

const fixtures = path.resolve(import.meta.dirname, '../fixtures/documents')
const file = (name: string) => path.join(fixtures, name)

describeInBrowser('in the browser', () => {
  let app: RunningApp
  let browser: Browser

  beforeAll(async () => {
    app = await startApp()
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
  })

  async function ask(page: Page, question: string): Promise<void> {
    await page.getByRole('textbox', { name: /Your question|질문/ }).fill(question)
    await page.keyboard.press('Enter')
    await page.locator('[data-citation]').first().waitFor()
  }

  it('tells a newcomer what to do first, uploads by picking files, shows them to the end, and survives a reload', async () => {
    const { page, problems } = await openPage(browser, app.url)
    await page.goto('/')
    await page.getByRole('main').getByRole('link', { name: 'Add documents' }).click()
    await page.waitForURL('**/documents')
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: /Choose files/ }).click()])
    await chooser.setFiles([file('larkmoor-observatory-handbook.pdf'), file('remote-work-policy.docx'), file('rooftop-garden-guide-ko.md')])
    for (const name of ['larkmoor-observatory-handbook.pdf', 'remote-work-policy.docx', 'rooftop-garden-guide-ko.md']) {
      await page.getByRole('listitem').filter({ hasText: name }).getByText('Ready').waitFor()
    }
    await page.reload()
    await page.getByRole('link', { name: /larkmoor-observatory-handbook\.pdf/ }).waitFor()
    expect((await callJson<Status>(`${app.url}/api/status`)).body.documents).toEqual({ queued: 0, processing: 0, ready: 3, failed: 0, cancelled: 0 })
    expect(problems).toEqual([])
    await page.context().close()
  })

  it('answers in English; a mark shows its source, and opens the very sentence in the document', async () => {
    const { page, problems } = await openPage(browser, app.url)
    await page.goto('/')
    await ask(page, 'What is the aperture of the Carrow refractor?')
    expect(await page.getByRole('main').textContent()).toContain('33 centimetres')
    await page.waitForURL('**/c/*')
    const mark = page.locator('[data-citation]').first()
    await mark.focus()
    const card = page.locator('[data-radix-popper-content-wrapper]')
    await card.waitFor()
    expect(await card.textContent()).toContain('larkmoor-observatory-handbook.pdf')
    await mark.click()
    const highlight = page.locator('mark').filter({ hasText: '33 centimetres' })
    await highlight.waitFor()
    expect(await highlight.first().isVisible()).toBe(true)
    const highlighted = (await page.locator('mark').allInnerTexts()).join(' ')
    expect(highlighted.replace(/\s+/g, ' ')).toContain('an aperture of 33 centimetres')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('mark').count()).toBe(0)
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-citation'))).toBeTruthy()
    expect(problems).toEqual([])
    await page.context().close()
  })

  it('answers in Korean, in a Korean interface, and keeps the conversation over a reload', async () => {
    const { page, problems } = await openPage(browser, app.url, { locale: 'ko-KR' })
    await page.goto('/')
    expect(await page.locator('html').getAttribute('lang')).toBe('ko')
    await ask(page, '흰가루병에는 무엇을 뿌리나요?')
    expect(await page.getByRole('main').textContent()).toContain('난황유를 일주일 간격으로 세 번 뿌린다')
    await page.waitForURL('**/c/*')
    await page.reload()
    await page.locator('[data-citation]').first().waitFor()
    expect(await page.getByRole('main').textContent()).toContain('난황유를 일주일 간격으로 세 번 뿌린다')
    expect(await page.getByRole('navigation').first().textContent()).not.toMatch(/Documents|Settings/)
    expect(problems).toEqual([])
    await page.context().close()
  })

  it('does not send while Hangul is being composed', async () => {
    const { page } = await openPage(browser, app.url)
    await page.goto('/')
    const composer = page.getByRole('textbox', { name: 'Your question' })
    await composer.fill('한글')
    await composer.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true })
    expect(await composer.inputValue()).toBe('한글')
    await composer.press('Shift+Enter')
    expect(await composer.inputValue()).toBe('한글\n')
    await page.context().close()
  })

  it('says "not found" with the nearest passages instead of an error', async () => {
    const { page } = await openPage(browser, app.url)
    await page.goto('/')
    await page.getByRole('textbox', { name: 'Your question' }).fill('What is the melting point of tungsten carbide?')
    await page.keyboard.press('Enter')
    await page.getByText('Not found in your documents', { exact: false }).first().waitFor()
    expect(await page.getByRole('alert').filter({ hasText: /.+/ }).count()).toBe(0)
    await page.context().close()
  })

  it('pastes text, shows a failure with its reason, and deletes only after asking', async () => {
    const { page } = await openPage(browser, app.url)
    await page.goto('/documents')
    await page.getByRole('button', { name: 'Paste text' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('ferry.txt')
    await dialog.getByRole('textbox', { name: 'Text', exact: true }).fill('The last ferry leaves the island at 21:40.')
    await dialog.getByRole('button', { name: 'Add document' }).click()
    const row = page.getByRole('listitem').filter({ hasText: 'ferry.txt' })
    await row.getByText('Ready').waitFor()
    const before = (await callJson<Status>(`${app.url}/api/status`)).body.points

    await uploadFiles(app.url, [{ name: 'broken.pdf', bytes: '%PDF-1.7\nnot really\n%%EOF' }])
    const failed = page.getByRole('listitem').filter({ hasText: 'broken.pdf' })
    await failed.getByText('The file is damaged').waitFor()
    await failed.getByRole('button', { name: /Retry/ }).waitFor()

    await row.getByRole('button', { name: 'Delete ferry.txt' }).click()
    await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: 'Cancel' }).click()
    expect(await row.count()).toBe(1)
    await row.getByRole('button', { name: 'Delete ferry.txt' }).click()
    await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: 'Delete' }).click()
    await row.waitFor({ state: 'detached' })
    // The list is hidden from the accessibility tree while the dialog is open, so the row may be gone before the server has finished.
    await expect.poll(async () => (await callJson<Status>(`${app.url}/api/status`)).body.points).toBe(before - 1)
    await page.context().close()
  })

  it('takes a whole folder that is dropped on the page, with the folders in it', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'docent-folder-'))
    await mkdir(path.join(folder, '강의', '2026'), { recursive: true })
    await cp(file('swtt-lectures-ko.txt'), path.join(folder, '강의', '2026', '목록.txt'))
    await writeFile(path.join(folder, '강의', 'opening.md'), '# Opening\n\nThe semester opens on the second of March.')
    const { page } = await openPage(browser, app.url)
    await page.goto('/documents')
    // A row comes from the server, so the page listens to drops by then.
    await page.getByRole('listitem').filter({ hasText: 'remote-work-policy.docx' }).waitFor()
    const box = await page.getByRole('button', { name: /Choose files/ }).boundingBox()
    const devtools = await page.context().newCDPSession(page)
    const place = { x: (box?.x ?? 0) + 50, y: (box?.y ?? 0) + 50, data: { items: [], files: [path.join(folder, '강의')], dragOperationsMask: 1 } }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await devtools.send('Input.dispatchDragEvent', { type, ...place })
    await page.getByRole('listitem').filter({ hasText: '목록.txt' }).getByText('Ready').waitFor()
    await page.getByRole('listitem').filter({ hasText: 'opening.md' }).getByText('Ready').waitFor()
    expect((await listDocuments(app.url)).map(({ source }) => source)).toEqual(expect.arrayContaining(['강의/2026/목록.txt', '강의/opening.md']))
    await page.context().close()
    await rm(folder, { recursive: true })
  })

  it('renames, finds and deletes a conversation from the side', async () => {
    const { page } = await openPage(browser, app.url)
    await page.goto('/')
    await ask(page, 'How much does an adult ticket cost?')
    await page.waitForURL('**/c/*')
    await page.getByRole('button', { name: /Options for .*adult ticket/ }).click()
    await page.getByRole('menuitem', { name: 'Rename' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('Ticket prices')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByRole('link', { name: 'Ticket prices' }).waitFor()
    await page.getByRole('searchbox', { name: 'Search conversations' }).fill('ticket prices')
    await page.getByRole('link', { name: 'Ticket prices' }).waitFor()
    await page.getByRole('button', { name: /Options for .*Ticket prices/ }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('link', { name: 'Ticket prices' }).waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('shows the collection, a chunk with its neighbours, and the ranked chunks of a query', async () => {
    const { page, problems } = await openPage(browser, app.url)
    await page.goto('/admin')
    await page.getByText('docent_all-minilm-l6-v2', { exact: false }).first().waitFor()
    await page.getByText('workspace_id').first().waitFor()
    await page
      .getByRole('textbox', { name: /query|question/i })
      .first()
      .fill('lens telescope')
    await page.keyboard.press('Enter')
    await page.getByText('Carrow refractor', { exact: false }).first().waitFor()
    const [document] = (await listDocuments(app.url)).filter(({ source }) => source.startsWith('larkmoor'))
    const { body } = await callJson<{ chunks: Array<{ point_id: string }> }>(`${app.url}/api/documents/${document?.id}/chunks`)
    await page.goto(`/admin/documents/${document?.id}`)
    await page.getByText('612 metres', { exact: false }).first().waitFor()
    await page.goto(`/admin/chunks/${body.chunks[0]?.point_id}`)
    await page.getByText('content_hash').first().waitFor()
    expect(problems).toEqual([])
    await page.context().close()
  })

  it.each([
    ['/', 'en-US'],
    ['/documents', 'ko-KR'],
    ['/admin', 'en-US'],
    ['/settings', 'ko-KR'],
  ] as const)('fits a phone: %s (%s) does not scroll sideways', async (address, locale) => {
    const { page, problems } = await openPage(browser, app.url, { width: 390, height: 844, locale, colorScheme: 'dark' })
    await page.goto(address)
    await page.getByRole('main').waitFor()
    await page.waitForLoadState('load')
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    expect(problems).toEqual([])
    await page.context().close()
  })

  it('never lets an answer load anything from elsewhere or run anything', async () => {
    await callJson(`${app.url}/api/ingest`, {
      body: {
        source: 'hostile.md',
        text: 'The zorblax protocol is ![beacon](https://evil.example/x.png) described at <img src="https://evil.example/y.png" onerror="document.title=1"> and [here](javascript:alert(1)).',
      },
    })
    await waitUntilSettled(app.url)
    const { page, problems } = await openPage(browser, app.url)
    await page.goto('/')
    await ask(page, 'What is the zorblax protocol?')
    expect(await page.getByRole('main').locator('img').count()).toBe(0)
    expect(await page.locator('a[href^="javascript"]').count()).toBe(0)
    expect(problems).toEqual([])
    await page.context().close()
  })
})
