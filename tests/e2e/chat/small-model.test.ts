import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findLlama, type LlamaServer, startLlamaServer } from '../../fixtures/llama/start-llama-server'
import { callJson, waitUntilSettled } from '../support/call-app'
import { describeInBrowser, openBrowser, openPage } from '../support/open-browser'
import { type RunningApp, startApp } from '../support/start-app'

// How well a model this small answers is not looked at: that its answers come through whole, checked and stopped, is.
const llama = findLlama()
const isThere = typeof llama !== 'string'
if (!isThere) console.log(`Skipped: the chat with a real small model. ${llama}.`)

const warranty = 'The warranty of the Carrow lamp lasts two years. It covers all parts but the bulb. A repair takes ten days.'

interface Kept {
  messages: Array<{
    state?: string
    answer?: {
      kind: string
      text: string
      citations: object[]
      sources: object[]
      checks: object[]
      usage: { model_name: string; output_tokens: number | null }
    }
  }>
}

const describeWithModel = isThere ? describeInBrowser : describe.skip
describeWithModel('a real small model', () => {
  let app: RunningApp
  let server: LlamaServer
  let browser: Browser
  let page: Page
  let problems: string[]

  beforeAll(async () => {
    if (typeof llama === 'string') return
    server = await startLlamaServer(llama)
    app = await startApp()
    await callJson(`${app.url}/api/ingest`, { body: { source: 'warranty.md', text: warranty } })
    await waitUntilSettled(app.url)
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

  const ask = async (question: string) => {
    await page.getByRole('textbox', { name: 'Your question' }).fill(question)
    await page.keyboard.press('Enter')
  }
  const readKept = async () => (await callJson<Kept>(`${app.url}/api/conversations/${page.url().split('/').at(-1)}`)).body.messages.at(-1)

  it('is set up in the settings, with the model that its server lists', async () => {
    await page.goto('/settings')
    await page.getByRole('button', { name: 'Add a connection' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Kind of server').selectOption('llama-cpp')
    await dialog.getByLabel('Base URL').fill(server.url)
    await dialog.getByRole('button', { name: 'List the server’s models' }).click()
    await expect.poll(() => dialog.getByLabel('Model', { exact: true }).inputValue()).not.toBe('')
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'Actions for llama.cpp' }).waitFor({ timeout: 120_000 })
  })

  it('writes an answer that is checked and kept whole', async () => {
    await page.goto('/')
    await ask('How long does the warranty of the Carrow lamp last?')
    await page.waitForURL('**/c/*')
    await page.locator('article[aria-busy="false"]').waitFor({ timeout: 170_000 })
    const kept = await readKept()
    expect(kept?.state).toBe('complete')
    expect(kept?.answer?.text).not.toBe('')
    expect(kept?.answer?.usage.model_name).not.toBe('')
    expect(kept?.answer?.usage.output_tokens).toBeGreaterThan(0)
    if (kept?.answer?.kind === 'generated') expect(kept.answer.checks.length).toBeGreaterThan(0)
    expect(kept?.answer?.sources.length).toBeGreaterThan(0)
  })

  it('can be stopped, and answers the next question', async () => {
    await ask('Write a long story about the Carrow lamp, its bulb and its repair.')
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.locator('article[aria-busy="false"]').nth(1).waitFor()
    await ask('How long does a repair take?')
    await page.locator('article[aria-busy="false"]').nth(2).waitFor({ timeout: 170_000 })
    expect((await readKept())?.state).toBe('complete')
    expect(problems).toEqual([])
  })
})
