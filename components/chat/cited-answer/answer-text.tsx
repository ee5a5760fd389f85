'use client'

import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo } from 'react'
import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { languageOf } from '../../i18n/language-of'
import { VerdictMark } from './checks/verdict-mark'
import { CitationMark } from './citation-mark'
import { numberMarks, remarkCitationMarks } from './citation-marks'

interface AnswerTextProps {
  text: string
  /** While text is still arriving, a mark of which only the beginning is there is held back. */
  isGrowing?: boolean
  /** The offsets at which checked sentences end, in the order of the answer's checks. */
  checkedEnds?: number[]
}

/** Anything else, an address within Docent included, stays text. */
const outsideAddress = /^(?:https?:\/\/|mailto:)/i
const unfinishedMark = /\[\d{0,3}$/

/**
 * An answer's Markdown. The text comes from a model or a document, so nothing in it may act: no raw HTML
 * (react-markdown builds elements, never HTML), no images (their address could carry data away), links only to the web or a mailbox,
 * marked, and in a window of their own once they are pressed.
 */
export const AnswerText = memo(function AnswerText({ text, isGrowing = false, checkedEnds }: AnswerTextProps) {
  return (
    <div lang={languageOf(text)} className="answer-text break-words">
      <Markdown remarkPlugins={[remarkGfm, remarkCitationMarks]} components={components}>
        {numberMarks(isGrowing ? text.replace(unfinishedMark, '') : text, checkedEnds)}
      </Markdown>
    </div>
  )
})

const components: Components = {
  sup({ children, ...properties }) {
    const { 'data-ordinal': ordinal, 'data-number': number, 'data-check': check } = properties as Partial<Record<`data-${string}`, string>>
    if (check !== undefined) return <VerdictMark index={Number(check)} />
    if (ordinal === undefined || number === undefined) return <sup>{children}</sup>
    return <CitationMark ordinal={Number(ordinal)} number={Number(number)} />
  },
  img: ({ alt }) => (alt ? <span className="text-text-muted">[{alt}]</span> : null),
  a: ({ href, children }) => (href && outsideAddress.test(href) ? <OutsideLink address={href}>{children}</OutsideLink> : children),
  h1: ({ children }) => <h3>{children}</h3>,
  h2: ({ children }) => <h3>{children}</h3>,
  table: ({ children }) => (
    <div className="answer-table">
      <table>{children}</table>
    </div>
  ),
}

function OutsideLink({ address, children }: { address: string; children: React.ReactNode }) {
  const t = useTranslations('chat')
  return (
    <a href={address} title={address} target="_blank" rel="noopener noreferrer nofollow">
      {children}
      <ExternalLink aria-label={t('opensOutside')} size={13} className="ml-0.5 inline align-[-0.1em]" />
    </a>
  )
}
