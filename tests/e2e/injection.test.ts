import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { attacks, hidingDocuments, hidingQuestions } from '../fixtures/injection/attacks'
import { hiddenSentence } from '../fixtures/injection/hidden-pdf'
import { citeFirstContext } from '../fixtures/openai-answer'
import { type ChatMessage, type OpenAiServer, startOpenAiServer } from '../fixtures/openai-server'
import { callJson, listDocuments, uploadFiles, waitUntilSettled } from './support/call-app'
import { describeInBrowser, openBrowser, openPage } from './support/open-browser'
import { type RunningApp, startApp } from './support/start-app'

const key = 'sk-only-the-server-knows'
/** What a text can make of a page, and an answer must not hold. */
const acting = 'img, iframe, script, style, link, video, audio, object, embed, form, input, meta, base, picture, source, [onerror], [onclick], [style*="url("]'

/** Does what the documents say, wherever it reads an order. */
function obey(messages: ChatMessage[]): string {
  const asked = messages.at(-1)?.content ?? ''
  const attack = attacks.find(({ question, order }) => asked.includes(`Question: ${question}`) && asked.includes(order.slice(0, 30).replace('<|', '< |')))
  if (attack) return attack.obeyed(messages[0]?.content ?? '')
  if (asked.includes('Task:'))
    return 'The picture is worth it ![x](https://attacker.example/s.png) [1]. <img src="https://attacker.example/t.png"> Opened early [1][9].'
  return citeFirstContext(messages)
}

describeInBrowser('documents that want something', () => {
  let app: RunningApp
  let server: OpenAiServer
  let browser: Browser

  beforeAll(async () => {
    server = await startOpenAiServer({ models: ['obedient'], apiKey: key, handler: obey })
    app = await startApp()
    await uploadFiles(app.url, [...attacks.map(({ name, document }) => ({ name, bytes: document })), ...hidingDocuments])
    await callJson(`${app.url}/api/settings/llm`, { method: 'PUT', body: { base_url: server.url, model: 'obedient', api_key: key } })
    await waitUntilSettled(app.url)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await app?.close()
    await server?.close()
  })

  async function ask(page: Page, question: string): Promise<void> {
    await page.goto('/')
    await page.getByRole('textbox', { name: /Your question/ }).fill(question)
    await page.keyboard.press('Enter')
    await page.locator('article[aria-busy="false"] [data-citation]').first().waitFor()
  }

  it('make an obeying model’s answer load nothing, run nothing, cite nothing that is not there, and reveal nothing', async () => {
    const { page, problems } = await openPage(browser, app.url)
    const dialogs: string[] = []
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    const systemText = () => server.requests.findLast(({ body }) => body.stream)?.body.messages?.[0]?.content ?? ''
    for (const { name, question } of attacks) {
      await ask(page, question)
      const answer = page.locator('article').last()
      expect(await answer.locator(`.answer-text :is(${acting})`).count(), name).toBe(0)
      for (const link of await answer.locator('a[href]').all()) {
        const { href, rel, target } = await link.evaluate((element: HTMLAnchorElement) => ({
          href: element.protocol,
          rel: element.rel,
          target: element.target,
        }))
        expect(['http:', 'https:', 'mailto:'], name).toContain(href)
        if (target === '_blank') expect(rel, name).toContain('noopener')
      }
      const sources =
        server.requests
          .findLast(({ body }) => body.stream)
          ?.body.messages?.at(-1)
          ?.content.match(/^\[\d+\] \(/gm)?.length ?? 0
      const marks = await answer.locator('.answer-text [data-citation]').evaluateAll((all) => all.map((mark) => Number(mark.getAttribute('data-citation'))))
      expect(marks.length, name).toBeGreaterThan(0)
      for (const mark of marks) expect(mark >= 1 && mark <= sources, `${name}: [${mark}] of ${sources}`).toBe(true)
      const text = (await answer.textContent()) ?? ''
      expect(text, name).not.toMatch(/\[(?:0|42|77|88|99|100)\]/)
      expect(text, name).not.toContain(key)
      for (const line of systemText()
        .split('\n')
        .filter((rule) => rule.length > 60))
        expect(text.includes(line.slice(0, 60)), `${name}: ${line}`).toBe(false)
    }
    expect(dialogs).toEqual([])
    expect(page.context().pages()).toHaveLength(1)
    expect(problems).toEqual([])
    await page.context().close()
  })

  it('leave the app as Markdown that loads nothing either', async () => {
    const { body } = await callJson<{ conversations: { id: string }[] }>(`${app.url}/api/conversations?limit=50`)
    expect(body.conversations.length).toBeGreaterThanOrEqual(attacks.length)
    for (const { id } of body.conversations) {
      const text = await (await fetch(`${app.url}/api/conversations/${id}/export?format=markdown`)).text()
      expect(text).not.toMatch(/(?<!\\)!\[|(?<!\\)<(?:img|script|iframe|style|link)|(?<!\\)\]\(\s*(?:javascript|data|file|&#)|(?<!\\)\]:\s*javascript/i)
      expect(text).not.toContain(key)
    }
  })

  it('hide nothing from a reader: what is hidden reaches no model, and the library says that it was left out', async () => {
    for (const question of hidingQuestions) await callJson(`${app.url}/api/query`, { body: { question, top_k: 8 } })
    const sent = JSON.stringify(server.requests.map(({ body }) => body))
    expect(sent).toContain('lit for the first time in 1867')
    expect(sent).toContain('grinds rye')
    expect(sent).not.toContain(hiddenSentence.slice(0, 30))
    expect(sent).not.toMatch(/[\u{E0000}-\u{E007F}\u200B\u200C]/u)
    const documents = (await listDocuments(app.url)) as unknown as { source: string; notices: { code: string; count: number }[] }[]
    for (const { name } of hidingDocuments) {
      const notices = documents.find(({ source }) => source === name)?.notices ?? []
      expect(notices.find(({ code }) => code === 'hidden_text')?.count ?? 0, name).toBeGreaterThan(20)
    }
    expect(documents.filter(({ notices }) => notices.some(({ code }) => code === 'hidden_text'))).toHaveLength(hidingDocuments.length)
  })

  it('make a summary that is cited, opens its place, and loads nothing', async () => {
    const { page, problems } = await openPage(browser, app.url)
    const document = (await listDocuments(app.url)).find(({ source }) => source === 'image.md')
    await page.goto(`/documents/${document?.id}`)
    await page.getByRole('tab', { name: 'Summary' }).click()
    await page.getByRole('button', { name: 'Summarise' }).click()
    await page.locator('[data-summary="generated"] [data-citation]').first().waitFor()
    expect(await page.locator(`[data-summary] :is(${acting})`).count()).toBe(0)
    expect(await page.locator('[data-summary] a').count()).toBe(0)
    await page.reload()
    await page.getByRole('tab', { name: 'Summary' }).click()
    await page.locator('[data-summary="generated"] [data-citation]').first().click()
    await page.locator('mark').first().waitFor()
    await page.goto('/documents')
    await page.getByRole('button', { name: 'What is in here' }).click()
    await page.getByRole('button', { name: 'Summarise' }).click()
    await page.locator('[data-summary="generated"] [data-citation]').first().waitFor()
    expect(await page.locator(`[data-summary] :is(${acting})`).count()).toBe(0)
    expect(problems).toEqual([])
    await page.context().close()
  })

  it('meet a policy that forbids every other origin', async () => {
    const policy = (await fetch(app.url)).headers.get('content-security-policy') ?? ''
    for (const directive of [
      "default-src 'self'",
      "img-src 'self' data: blob:",
      "connect-src 'self'",
      "frame-src 'none'",
      "media-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
    ])
      expect(policy).toContain(directive)
    expect(policy).not.toMatch(/https?:/)
    const api = (await fetch(`${app.url}/api/status`)).headers.get('content-security-policy') ?? ''
    expect(api).toContain("default-src 'none'")
  })
})
