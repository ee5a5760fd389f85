import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type OpenAiServer, startOpenAiServer } from '../../fixtures/openai-server'
import { callJson, uploadFiles, waitUntilSettled } from '../support/call-app'
import { findViolations } from '../support/find-violations'
import { describeInBrowser, openBrowser, openPage } from '../support/open-browser'
import { type RunningApp, startApp } from '../support/start-app'

const fixtures = path.resolve(import.meta.dirname, '../../fixtures/documents')
const names = ['larkmoor-observatory-handbook.pdf', 'rooftop-garden-guide-ko.md']
const question = 'What is the aperture of the Carrow refractor?'

interface Listed {
  sets: Array<{ id: string; name: string; question_count: number }>
}

/** One path through the lab, each step on what the one before it left. */
describeInBrowser('the retrieval lab', () => {
  let app: RunningApp
  let server: OpenAiServer
  let browser: Browser
  let page: Page
  let problems: string[]
  let setUrl = ''

  beforeAll(async () => {
    server = await startOpenAiServer({ models: ['test-model'] })
    app = await startApp()
    browser = await openBrowser()
    await uploadFiles(app.url, await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(path.join(fixtures, name)) }))))
    await waitUntilSettled(app.url)
    ;({ page, problems } = await openPage(browser, app.url))
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
    await server?.close()
  })

  it('is reached from the other pages, and shows a question under two configurations with what made the ranking', async () => {
    await page.goto('/admin')
    await page.getByRole('navigation', { name: 'Search' }).getByRole('link', { name: 'Lab' }).click()
    await page.getByRole('textbox', { name: 'Question' }).fill(question)
    await page.keyboard.press('Enter')
    const first = page.getByRole('list', { name: 'Hits of configuration A' }).getByRole('listitem').first()
    await first.getByText('33 centimetres').waitFor()
    expect(await first.locator('mark').allInnerTexts()).toContain('aperture')
    expect(await first.locator('dl').textContent()).toMatch(/Words[\s\S]*#1/)
    const second = page.getByRole('list', { name: 'Hits of configuration B' })
    expect(await second.getByRole('listitem').first().textContent()).toContain('Same place as in A')
    await page.getByRole('button', { name: 'Add a configuration' }).click()
    await page.getByRole('list', { name: 'Hits of configuration C' }).waitFor()
    await page.getByRole('button', { name: 'Add a configuration' }).click()
    await page.getByRole('list', { name: 'Hits of configuration D' }).getByRole('listitem').first().waitFor()
    expect(await page.getByRole('button', { name: 'Add a configuration' }).isDisabled()).toBe(true)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280)
  })

  it('marks a passage with the keyboard alone and keeps it with the question in a new test set', async () => {
    await page.getByRole('list', { name: 'Hits of configuration A' }).getByRole('button', { name: 'This answers it' }).first().focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.closest('[data-column]')?.getAttribute('data-column'))).toBe('B')
    await page.keyboard.press('Space')
    await page.getByText('1 passage marked as right').waitFor()
    await page.getByRole('button', { name: 'Save to a test set' }).click()
    await page.getByRole('dialog').getByLabel('Name of the new set').fill('Observatory')
    await page.keyboard.press('Enter')
    await page.getByText('Saved to “Observatory”.').waitFor()
    await page.getByRole('link', { name: 'Open the set' }).click()
    await page.waitForURL('**/admin/lab/sets/*')
    setUrl = new URL(page.url()).pathname
    const row = page.getByRole('list', { name: 'Questions' }).getByRole('listitem').filter({ hasText: question })
    const place = row.getByRole('link', { name: names[0] ?? '', exact: true })
    expect(await place.getAttribute('href')).toMatch(/^\/documents\/[^?]+\?start=\d+&end=\d+$/)
  })

  it('adds a question by hand with the passage found for it, and says what an upload lacks', async () => {
    await page.getByRole('button', { name: 'Add a question' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Question').fill('흰가루병에는 무엇을 뿌리나요?')
    await dialog.getByRole('button', { name: 'Find' }).click()
    await dialog.getByRole('checkbox').first().check()
    await dialog.getByRole('button', { name: 'Add with 1 passage' }).click()
    await page.getByText('2 questions').waitFor()

    await page.getByRole('button', { name: 'Upload files' }).click()
    await dialog.getByRole('button', { name: 'Upload' }).click()
    expect(await dialog.getByText('Choose this file.').count()).toBe(2)
    await dialog.getByLabel('Questions (queries.jsonl)').setInputFiles({ name: 'queries.jsonl', mimeType: 'text/plain', buffer: Buffer.from('not json') })
    await dialog.getByLabel('Right documents (qrels.tsv)').setInputFiles({ name: 'qrels.tsv', mimeType: 'text/plain', buffer: Buffer.from('q1\td1\t1') })
    await dialog.getByRole('button', { name: 'Upload' }).click()
    await dialog.getByText('The files could not be taken in').waitFor()
    // The browser's own note of the refused upload.
    expect(problems.splice(0)).toEqual([expect.stringContaining('status of 422')])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Propose questions' }).click()
    await dialog.getByText('No language model is connected').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Propose questions')
  })

  it('takes a proposed question only when a person says so', async () => {
    await callJson(`${app.url}/api/settings/llm`, { method: 'PUT', body: { base_url: server.url, model: 'test-model' } })
    server.setHandler((messages) => (/[가-힣]/.test(messages.at(-1)?.content ?? '') ? '정원에는 무엇이 있나요?' : 'Who may visit the observatory?'))
    await page.getByRole('button', { name: 'Propose questions' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Propose', exact: true }).click()
    const cards = dialog.getByRole('listitem').filter({ has: page.getByRole('textbox', { name: 'Question' }) })
    await cards.first().waitFor()
    const proposed = await cards.count()
    await cards.first().getByRole('button', { name: 'Discard' }).click()
    await expect.poll(() => cards.count()).toBe(proposed - 1)
    await cards.first().getByRole('textbox', { name: 'Question' }).fill('Who may look through the refractor?')
    await cards.first().getByRole('button', { name: 'Accept' }).click()
    await expect.poll(() => cards.count()).toBe(proposed - 2)
    await page.keyboard.press('Escape')
    await page.getByText('3 questions').waitFor()
    await page.getByText('Who may look through the refractor?', { exact: true }).waitFor()
    await callJson(`${app.url}/api/settings/llm`, { method: 'DELETE' })
    expect(problems).toEqual([])
  })

  it('measures the set, names the best of each column, and shows what changed question by question', async () => {
    await page.getByRole('link', { name: 'Measurements' }).click()
    await page.getByRole('button', { name: 'Start measuring' }).click()
    await page.waitForURL('**/admin/lab/runs/*')
    const table = page.getByRole('table', { name: 'Results' })
    await table.waitFor()
    expect(await table.getByRole('rowheader').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringContaining('Words only')]))
    expect(await table.getByText('(best)').count()).toBeGreaterThan(0)
    const changes = page.getByRole('region', { name: 'Question by question' }).or(page.locator('section').filter({ hasText: 'Question by question' }))
    await changes.getByLabel('From').selectOption({ label: 'Meaning only' })
    await changes.getByLabel('To').selectOption({ label: 'Words only' })
    const row = changes.getByRole('button', { name: question })
    await row.click()
    expect(await changes.getByText('right', { exact: true }).count()).toBeGreaterThan(0)
    expect(problems).toEqual([])
  })

  it('takes a thumb up in the chat as a question, asks why after a thumb down, and remembers it over a reload', async () => {
    await page.goto('/')
    await page.getByRole('textbox', { name: 'Your question' }).fill(question)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Good answer' }).click()
    await page.getByText('Kept as a test question').waitFor()
    const chatSet = async () => (await callJson<Listed>(`${app.url}/api/lab/sets`)).body.sets.find(({ name }) => name === 'From chat')
    expect(await chatSet()).toMatchObject({ question_count: 1 })
    await page.getByRole('button', { name: 'Bad answer' }).click()
    await page.getByRole('textbox', { name: 'What was wrong?' }).fill('The unit is missing')
    await page.getByRole('button', { name: 'Send', exact: true }).first().click()
    await page.getByText('Your reason is kept').waitFor()
    expect(await chatSet()).toMatchObject({ question_count: 0 })
    await page.reload()
    await page.getByRole('button', { name: 'Bad answer', pressed: true }).waitFor()
    await page.getByText('The unit is missing').waitFor()
    expect(problems).toEqual([])
  })

  it.each([
    { locale: 'en-US', colorScheme: 'light', width: 1280, height: 800 },
    { locale: 'ko-KR', colorScheme: 'dark', width: 390, height: 844 },
  ] as const)('has no barriers and no sideways scrolling ($locale, $colorScheme, $width wide)', async (look) => {
    const { body } = await callJson<{ runs: Array<{ id: string }> }>(`${app.url}/api${setUrl.replace('/admin', '')}/runs`)
    const { page: seen } = await openPage(browser, app.url, look)
    const pages: Array<[address: string, ready: string]> = [
      [`/admin/lab?question=${encodeURIComponent(question)}`, 'main [data-mark]'],
      ['/admin/lab/sets', 'main li a'],
      [setUrl, 'main ol li'],
      [`${setUrl}/runs`, 'main table a'],
      [`/admin/lab/runs/${body.runs[0]?.id}`, 'main table'],
    ]
    const found: Record<string, string[]> = {}
    for (const [address, ready] of pages) {
      await seen.goto(address)
      await seen.locator(ready).first().waitFor()
      const violations = await findViolations(seen)
      const excess = await seen.evaluate(() => (document.getElementById('content')?.scrollWidth ?? 0) - window.innerWidth)
      if (violations.length > 0 || excess > 0) found[address] = [...violations, `wider by ${excess}`]
    }
    expect(found).toEqual({})
    await seen.context().close()
  })
})
