'use client'

import { ExternalLink } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo } from 'react'
import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { languageOf } from '../../i18n/language-of'
import { CitationMark } from './citation-mark'
import { numberMarks, remarkCitationMarks } from './citation-marks'

interface AnswerTextProps {
  text: string
  /** While text is still arriving, a mark of which only the beginning is there is held back. */
  isGrowing?: boolean
}

const unfinishedMark = /\[\d{0,3}$/

/**
 * An answer's Markdown. The text comes from a model or a document, so nothing in it may act: no raw HTML
 * (react-markdown builds elements, never HTML), no images (their address could carry data away), links only marked
 * and in a window of their own.
 */
export const AnswerText = memo(function AnswerText({ text, isGrowing = false }: AnswerTextProps) {
  return (
    <div lang={languageOf(text)} className="answer-text break-words">
      <Markdown remarkPlugins={[remarkGfm, remarkCitationMarks]} components={components}>
        {numberMarks(isGrowing ? text.replace(unfinishedMark, '') : text)}
      </Markdown>
    </div>
  )
})

const components: Components = {
  sup({ children, ...properties }) {
    const { 'data-ordinal': ordinal, 'data-number': number } = properties as { 'data-ordinal'?: string; 'data-number'?: string }
    if (ordinal === undefined || number === undefined) return <sup>{children}</sup>
    return <CitationMark ordinal={Number(ordinal)} number={Number(number)} />
  },
  img: ({ alt }) => (alt ? <span className="text-text-muted">[{alt}]</span> : null),
  a: ({ href, children }) => (href ? <OutsideLink address={href}>{children}</OutsideLink> : children),
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
    <a href={address} target="_blank" rel="noopener noreferrer nofollow">
      {children}
      <ExternalLink aria-label={t('opensOutside')} size={13} className="ml-0.5 inline align-[-0.1em]" />
    </a>
  )
}
