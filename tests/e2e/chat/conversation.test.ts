import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type OpenAiServer, startOpenAiServer } from '../../fixtures/openai-server'
import { callJson, waitUntilSettled } from '../support/call-app'
import { findViolations } from '../support/find-violations'
import { lectureList } from '../support/lectures'
import { describeInBrowser, openBrowser, openPage } from '../support/open-browser'
import { type RunningApp, startApp } from '../support/start-app'

const warranty = 'The warranty of the Carrow lamp lasts two years. It covers all parts but the bulb. A repair takes ten days.'
const sentence = 'The warranty of the Carrow lamp lasts two years. [1]'
/** Slow enough to be found in the middle of it after a reload. */
const longAnswer = `${Array.from({ length: 6 }, () => sentence).join(' ')} It covers all parts but the bulb. [1]`

describeInBrowser('a conversation', () => {
  let app: RunningApp
  let server: OpenAiServer
  let browser: Browser
  let page: Page
  let problems: string[]

  beforeAll(async () => {
    server = await startOpenAiServer({ behaviour: 'slow', models: ['slow-model', 'other-model'], pieceMilliseconds: 400, handler: () => longAnswer })
    app = await startApp()
    await callJson(`${app.url}/api/ingest`, { body: { source: 'lectures.md', text: lectureList } })
    await callJson(`${app.url}/api/ingest`, { body: { source: 'warranty.md', text: warranty } })
    await waitUntilSettled(app.url)
    for (const model of ['slow-model', 'other-model']) {
      const connection = { name: model, preset: 'other', base_url: server.url, model, context_tokens: null }
      expect((await callJson(`${app.url}/api/connections`, { body: connection })).status).toBeLessThan(300)
    }
    browser = await openBrowser()
    const opened = await openPage(browser, app.url)
    page = opened.page
    problems = opened.problems
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
    await server?.close()
  })

  const answers = () => page.locator('article')
  const done = () => page.locator('article[aria-busy="false"]')
  const field = () => page.getByRole('textbox', { name: 'Your question' })
  const send = async (question: string) => {
    await field().fill(question)
    await page.keyboard.press('Enter')
  }
  const completions = () => server.requests.filter(({ path, body }) => path.endsWith('/chat/completions') && body.stream)

  it('goes on with an answer in the server while the page is loaded again, and catches up', async () => {
    await page.goto('/')
    await send('How long does the warranty of the Carrow lamp last?')
    await page.waitForURL('**/c/*')
    await page.getByText('The warranty', { exact: false }).last().waitFor()
    await page.reload()
    await page.locator('article[aria-busy="true"]').waitFor()
    await page.getByRole('button', { name: 'Stop' }).waitFor()
    await done().waitFor()
    expect(await answers().first().textContent()).toContain('It covers all parts but the bulb.')
    expect(completions()).toHaveLength(1)
    const { body } = await callJson<{ messages: Array<{ state?: string }> }>(`${app.url}/api/conversations/${page.url().split('/').at(-1)}`)
    expect(body.messages.at(-1)?.state).toBe('complete')
  })

  it('reads on where a broken connection left it, and a second reader reads the same', async () => {
    const second = await page.context().newPage()
    await page.bringToFront()
    await send('What does the warranty cover?')
    await page.locator('article[aria-busy="true"]').waitFor()
    await second.goto(page.url())
    await second.locator('article[aria-busy="true"]').waitFor()
    await page.context().setOffline(true)
    await page.context().setOffline(false)
    await done().nth(1).waitFor()
    await expect.poll(() => second.locator('article[aria-busy="false"]').count()).toBe(2)
    expect(await answers().nth(1).textContent()).toContain('It covers all parts but the bulb.')
    expect(await second.locator('article').nth(1).textContent()).toContain('It covers all parts but the bulb.')
    await second.close()
  })

  it('stops where a person says so, and keeps what was written', async () => {
    await send('How long does a repair take?')
    await page.locator('article[aria-busy="true"]').getByText('The warranty', { exact: false }).first().waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('Stopped; this answer is not complete.').waitFor()
    await page.getByRole('button', { name: 'Send' }).waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    server.setBehaviour('good')
  })

  it('edits a question in its place, answers again with another model, and keeps every version', async () => {
    await page.getByRole('button', { name: 'Edit the question' }).last().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Edit your question' }).fill('never sent')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Edit the question')
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Edit your question' }).fill('How many days does a repair take?')
    await page.keyboard.press('Enter')
    await page.getByText('How many days does a repair take?').first().waitFor()
    await expect.poll(() => done().count()).toBe(3)
    expect(await page.getByText('How long does a repair take?').count()).toBe(0)

    server.requests.length = 0
    await page.getByRole('button', { name: 'Answer again with another model' }).last().click()
    await page.getByRole('menuitem', { name: 'other-model' }).click()
    await expect.poll(() => page.getByText('Version 2 of 2').count()).toBe(2)
    await expect.poll(() => done().count()).toBe(3)
    expect(completions().at(-1)?.body.model).toBe('other-model')

    const previous = page.getByRole('button', { name: 'Previous version' })
    await previous.first().focus()
    await page.keyboard.press('Enter')
    await page.getByText('How long does a repair take?').first().waitFor()
    await page.getByText('Stopped; this answer is not complete.').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Previous version')
    await page.reload()
    await page.getByText('How long does a repair take?').first().waitFor()
    await page.getByRole('button', { name: 'Next version' }).first().click()
    await page.getByText('How many days does a repair take?').first().waitFor()
    expect(await findViolations(page)).toEqual([])
  })

  it('asks only of what a conversation is pinned to, and keeps that', async () => {
    await page.goto('/')
    await page.getByRole('button', { name: 'Choose what is searched' }).click()
    await page.getByText('lectures.md', { exact: true }).click()
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByRole('list', { name: 'Only searched' }).getByText('lectures.md').waitFor()
    await send('How long does the warranty of the Carrow lamp last?')
    await page.waitForURL('**/c/*')
    await done().waitFor()
    const read = async () => (await callJson<Conversation>(`${app.url}/api/conversations/${page.url().split('/').at(-1)}`)).body
    const conversation = await read()
    expect(conversation.pinned?.document_ids).toHaveLength(1)
    expect(new Set(conversation.messages[1]?.answer?.sources.map(({ source }) => source))).toEqual(new Set(['lectures.md']))
    await page.reload()
    await page.getByRole('button', { name: 'No longer only: lectures.md' }).click()
    await expect.poll(async () => (await read()).pinned).toBeNull()
    await send('How long does the warranty of the Carrow lamp last?')
    await expect.poll(() => done().count()).toBe(2)
    expect((await read()).messages[3]?.answer?.sources[0]?.source).toBe('warranty.md')
  })

  it('is saved with its sources, printed without the interface, shared to be read only, and taken back', async () => {
    await page.getByRole('button', { name: 'This conversation' }).click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Save as Markdown' }).click()])
    expect(download.suggestedFilename()).toMatch(/warranty.*\.md$/)
    const id = page.url().split('/').at(-1)
    const markdown = await (await fetch(`${app.url}/api/conversations/${id}/export?format=markdown`)).text()
    expect(markdown).toContain('- [1] warranty.md')
    const exported = await callJson<{ turns: Array<{ answer: { citations: object[] } }> }>(`${app.url}/api/conversations/${id}/export?format=json`)
    expect(exported.body.turns[1]?.answer.citations.length).toBeGreaterThan(0)

    await page.getByRole('button', { name: 'This conversation' }).click()
    await page.getByRole('menuitem', { name: 'Share…' }).click()
    await page.getByRole('button', { name: 'Create a link' }).click()
    const address = await page.getByRole('textbox', { name: 'Address' }).inputValue()
    expect(address).toMatch(/\/share\/[\w-]{24}$/)

    const reader = await openPage(browser, app.url)
    await reader.page.goto(address)
    await reader.page.locator('article').nth(1).waitFor()
    for (const name of [/Edit/, /Answer again/, /Share/, /Good answer/, /Send/]) expect(await reader.page.getByRole('button', { name }).count()).toBe(0)
    expect(await reader.page.getByRole('textbox').count()).toBe(0)
    expect(await reader.page.locator('article a[href="/settings"]').count()).toBe(0)
    await reader.page.locator('[data-citation]').last().click()
    await reader.page.locator('mark').first().waitFor()
    await reader.page.emulateMedia({ media: 'print' })
    expect(await reader.page.getByRole('button', { name: 'Print / save as PDF' }).isVisible()).toBe(false)
    expect(await reader.page.locator('mark').first().isVisible()).toBe(false)
    expect((await reader.page.pdf()).subarray(0, 4).toString()).toBe('%PDF')
    await page.getByRole('button', { name: 'Stop sharing' }).click()
    await page.getByRole('button', { name: 'Create a link' }).waitFor()
    expect((await fetch(`${app.url}/api/share/${address.split('/').at(-1)}`)).status).toBe(404)
    // The page that the server answers with 404 shows in the console as what it is.
    expect(reader.problems).toEqual([])
    expect(problems.filter((problem) => !/ERR_INTERNET_DISCONNECTED/.test(problem))).toEqual([])
    await reader.page.context().close()
  })

  it('has the focus on the first connection once that is saved', async () => {
    const { body } = await callJson<{ connections: Array<{ id: string }> }>(`${app.url}/api/connections`)
    for (const { id } of body.connections) await fetch(`${app.url}/api/connections/${id}`, { method: 'DELETE' })
    await page.goto('/settings')
    await page.getByText('npm run models -- fetch').waitFor()
    await page.getByRole('button', { name: 'Add a connection' }).click()
    const dialog = page.getByRole('dialog')
    const kind = dialog.getByLabel('Kind of server')
    expect(await kind.locator('option').allTextContents()).not.toContain('On this machine (no server)')
    await kind.selectOption('other')
    await dialog.getByLabel('Base URL').fill(server.url)
    await dialog.getByLabel('Model', { exact: true }).fill('slow-model')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('slow-model has been saved.').waitFor()
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    await expect.poll(focused).toBe('Actions for slow-model')
  })
})

interface Conversation {
  pinned: { document_ids?: string[] } | null
  messages: Array<{ answer?: { sources: Array<{ source: string }> } }>
}
