'use client'

import { type ReactNode, useId, useState } from 'react'

interface ExpandableTextProps {
  children: ReactNode
  /** Cut to a few lines until it is asked for. */
  isLong: boolean
  /** 'und' when it is not known. */
  language: string
  labels: { whole: string; less: string }
  /** The classes of the text, and the one that cuts it. */
  className: string
  clampClassName: string
}

/** A text of somebody's document, as it is, with a button for all of it where it is long. */
export function ExpandableText({ children, isLong, language, labels, className, clampClassName }: ExpandableTextProps) {
  const [isWhole, setWhole] = useState(false)
  const textId = useId()
  return (
    <>
      <p
        id={textId}
        lang={language === 'und' ? undefined : language}
        dir="auto"
        className={`${className} whitespace-pre-wrap wrap-anywhere ${isLong && !isWhole ? clampClassName : ''}`}
      >
        {children}
      </p>
      {isLong ? (
        <button
          type="button"
          aria-expanded={isWhole}
          aria-controls={textId}
          onClick={() => setWhole(!isWhole)}
          className="mt-1 rounded text-sm font-medium text-accent hover:underline"
        >
          {isWhole ? labels.less : labels.whole}
        </button>
      ) : null}
    </>
  )
}
