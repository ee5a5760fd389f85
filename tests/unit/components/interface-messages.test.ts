import { describe, expect, it } from 'vitest'
import { interfaceMessages } from '@/components/i18n/interface-messages'

/** Every string by its dotted path. */
function flatten(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]]
  return Object.entries(value).flatMap(([key, item]) => flatten(item, path ? `${path}.${key}` : key))
}

function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/(?<!(?:one|other|=\d+)\s)\{(\w+)[,}]/g)].map((match) => match[1] ?? ''))].sort()
}

const en = new Map(flatten(interfaceMessages.en))
const ko = new Map(flatten(interfaceMessages.ko))

describe('the strings of the interface', () => {
  it('are the same set in both languages', () => {
    expect([...ko.keys()].sort()).toEqual([...en.keys()].sort())
    expect(en.size).toBeGreaterThan(50)
  })

  it.each([
    ['en', en],
    ['ko', ko],
  ])('are never empty in %s', (_, messages) => {
    const empty = [...messages].filter(([, text]) => typeof text !== 'string' || text.trim() === '')
    expect(empty).toEqual([])
  })

  it('take the same values in both languages', () => {
    const different = [...en].filter(([key, text]) => placeholders(String(text)).join() !== placeholders(String(ko.get(key))).join())
    expect(different).toEqual([])
  })

  it('are Korean in Korean: every sentence holds Hangul unless it is the same word in both', () => {
    const foreign = [...ko].filter(
      ([key, text]) => !/[가-힣]/.test(String(text)) && /[a-z]{4,}/i.test(String(text).replace(/\{[^}]*\}/g, '')) && text !== en.get(key),
    )
    expect(foreign).toEqual([])
  })
})
