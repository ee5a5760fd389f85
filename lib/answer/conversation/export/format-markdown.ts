import type { InterfaceLanguage } from '@/lib/domain/error-catalog'
import { findCitationMarks } from '@/lib/domain/find-citation-marks'
import type { ExportedConversation, ExportedSource, ExportedTurn } from './export-conversation'

const labels: Record<InterfaceLanguage, { sources: string; page: (page: number) => string; incomplete: string; model: string; none: string }> = {
  en: { sources: 'Sources', page: (page) => `p. ${page}`, incomplete: 'This answer is not complete.', model: 'Answered by', none: 'There is no answer yet.' },
  ko: { sources: '출처', page: (page) => `${page}쪽`, incomplete: '완성되지 않은 답변입니다.', model: '답변한 모델', none: '아직 답변이 없습니다.' },
}

/** A conversation as Markdown, with the sources that each answer cites below it. */
export function formatMarkdown({ title, createdAt, turns }: ExportedConversation, language: InterfaceLanguage): string {
  const parts = [`# ${oneLine(title)}`, createdAt.slice(0, 10), ...turns.map((turn) => formatTurn(turn, language))]
  return `${parts.join('\n\n')}\n`
}

function formatTurn({ question, answer }: ExportedTurn, language: InterfaceLanguage): string {
  const words = labels[language]
  if (answer === null) return `## ${oneLine(question)}\n\n${words.none}`
  const cited = new Set(findCitationMarks(answer.text).map(({ number }) => number))
  const sources = answer.sources.filter(({ number }) => cited.has(number))
  const lines = [`## ${oneLine(question)}`, withoutLoading(answer.text.trim())]
  if (!answer.isComplete) lines.push(`*${words.incomplete}*`)
  if (sources.length > 0) lines.push(`**${words.sources}**`, sources.map((source) => formatSource(source, words.page)).join('\n'))
  if (answer.modelName !== null) lines.push(`*${words.model}: ${answer.modelName}*`)
  return lines.filter((line) => line !== '').join('\n\n')
}

/** The text is quoted, so that nothing in it is taken for Markdown of the page. */
function formatSource({ number, source, section, page, text }: ExportedSource, pageLabel: (page: number) => string): string {
  const place = [source, page === null ? '' : pageLabel(page), section]
    .filter((part) => part !== '')
    .map(escapeMarkdown)
    .join(', ')
  return `- [${number}] ${place}\n${quote(text)}`
}

function quote(text: string): string {
  return text
    .split('\n')
    .map((line) => `  > ${escapeMarkdown(line)}`)
    .join('\n')
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>!#|]/gu, '\\$&')
}

/** What a reader of the file would load by itself, or run on a press: images, tags and links that are no web address are shown as written. */
function withoutLoading(text: string): string {
  const runnable = /\](?=\(\s*<?\s*(?!https?:|mailto:)\S|:\s*<?\s*(?:&|(?!https?:|mailto:)[a-z][a-z0-9+.-]*:))/giu
  return text.replace(/!(?=\[)|<(?=[a-z/!])/giu, '\\$&').replace(runnable, '\\]')
}

function oneLine(text: string): string {
  return escapeMarkdown(text.replace(/\s+/gu, ' ').trim())
}
