import { memo } from 'react'
import type { TextRange } from '@/components/viewer/document-content'
import { type ChunkRange, cutSpans } from './cut-spans'

interface CutWordsProps {
  piece: TextRange
  text: string
  chunks: ChunkRange[]
  activeIndex: number | null
  /** The name of a chunk's number for screen readers. */
  nameChunk: (index: number) => string
}

/** Calm colours whose neighbours differ, each with the contrast of ordinary text in light and dark. */
const colours = [
  'bg-[light-dark(#d9eeea,#17403b)]',
  'bg-[light-dark(#fbe9c6,#463613)]',
  'bg-[light-dark(#e3e2f8,#302e55)]',
  'bg-[light-dark(#fadfe0,#4b2627)]',
  'bg-[light-dark(#dcebc9,#2c3f17)]',
]

function colourOf(chunk: number): string {
  return colours[chunk % colours.length] ?? ''
}

/** The words of a piece, coloured by chunk. Where two chunks overlap, the line below is in the colour of the first. */
export const CutWords = memo(function CutWords({ piece, text, chunks, activeIndex, nameChunk }: CutWordsProps) {
  return cutSpans(piece, chunks).map(({ start, end, chunks: over, begins }) => {
    const last = over.at(-1)
    if (last === undefined) return <span key={start}>{text.slice(start, end)}</span>
    const isActive = activeIndex !== null && over.includes(activeIndex)
    const marks = `${over.length > 1 ? 'underline decoration-dotted decoration-text-muted underline-offset-4' : ''} ${isActive ? 'shadow-[inset_0_-2px_0_var(--accent)]' : ''}`
    return (
      <span key={start} data-chunk={last} className={`rounded-[3px] box-decoration-clone py-0.5 ${colourOf(last)} ${marks}`}>
        {begins === null ? null : (
          <button
            type="button"
            data-chunk={begins}
            aria-label={nameChunk(begins)}
            className="mr-1 inline-flex h-6 min-w-6 items-center justify-center rounded-md bg-text px-1 align-middle font-sans text-[0.6875rem] leading-none font-semibold text-background tabular-nums no-underline select-none indent-0"
          >
            {begins + 1}
          </button>
        )}
        {text.slice(start, end)}
      </span>
    )
  })
})
