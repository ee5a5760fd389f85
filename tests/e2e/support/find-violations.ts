import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

declare const axe: typeof import('axe-core')

let source: string | null = null

/** Rule, place and reason of everything axe finds wrong. Its source is evaluated: the content policy allows no script tag. */
export async function findViolations(page: Page): Promise<string[]> {
  source ??= await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(source)
  const { violations } = (await page.evaluate(() => axe.run(document, { rules: { 'target-size': { enabled: true } } }))) as AxeResults
  return violations.flatMap(({ id, impact, nodes }) => nodes.map((node) => `${impact} ${id}: ${node.target.join(' ')} ${node.failureSummary}`))
}
