import { Fragment, memo, type ReactNode, type RefObject } from 'react'
import type { TextRange } from '../document-content'
import type { TextPiece } from './split-into-pieces'

interface TextPieceViewProps {
  piece: TextPiece
  /** The level under the viewer's own title, where the document's headings begin. */
  topHeading: 2 | 3
  /** Shown before the piece: the page, slide or sheet that begins with it. */
  startLabel: string | null
  /** The cells that the piece comes from, such as "A2:F2". */
  cells: string | null
  /** The words of the piece. */
  children: ReactNode
}

const kindClasses: Record<TextPiece['kind'], string> = {
  heading: 'mt-6 mb-2 font-semibold leading-snug',
  paragraph: 'my-3',
  'list-item': 'my-1.5 ml-1 pl-3.5 -indent-3.5',
  'table-row': 'border-b border-border py-1.5 text-sm',
  code: 'my-3 overflow-x-auto rounded-[10px] border border-border bg-surface px-4 py-3 font-mono text-[0.8125rem] leading-relaxed',
  quote: 'my-3 border-l-2 border-border-strong pl-4 text-text-muted',
  'figure-caption': 'my-3 border-l-2 border-accent-soft pl-3 text-sm text-text-muted italic',
}

const headingTags = ['h2', 'h3', 'h4', 'h5', 'h6'] as const

const headingSizes: Record<number, string> = { 1: 'text-xl', 2: 'text-lg', 3: 'text-base' }

interface MarkedWordsProps {
  piece: TextPiece
  /** The document's whole text; the piece says which part is shown. */
  text: string
  mark: TextRange | null
  /** Set on the piece where the highlight begins. */
  markRef: RefObject<HTMLElement | null> | null
}

/** The words of a piece exactly as they stand in the text, with the marked ones among them. */
export const MarkedWords = memo(function MarkedWords({ piece, text, mark, markRef }: MarkedWordsProps): ReactNode {
  if (!mark) return text.slice(piece.start, piece.end)
  return (
    <>
      {text.slice(piece.start, mark.start)}
      <mark ref={markRef} tabIndex={markRef ? -1 : undefined} className="scroll-mt-24 rounded-[3px] box-decoration-clone px-0.5 -mx-0.5 outline-none">
        {text.slice(mark.start, mark.end)}
      </mark>
      {text.slice(mark.end, piece.end)}
    </>
  )
})

/** One piece of a document in the form of its kind. */
export function TextPieceView({ piece, startLabel, cells, topHeading, children: content }: TextPieceViewProps) {
  const { kind, level } = piece
  const classes = `break-words whitespace-pre-wrap ${kindClasses[kind]}`
  const Heading = headingTags[Math.min(level ?? 2, 4) + topHeading - 3] ?? 'h6'
  return (
    <Fragment>
      {startLabel ? (
        <p className="my-6 flex items-center gap-3 text-xs font-medium text-text-muted first:mt-0">
          {startLabel}
          <span aria-hidden className="h-px flex-1 bg-border" />
        </p>
      ) : null}
      {kind === 'heading' ? (
        <Heading dir="auto" className={`${classes} ${headingSizes[level ?? 2] ?? 'text-[0.9375rem]'}`}>
          {content}
        </Heading>
      ) : kind === 'code' ? (
        <pre className={classes}>{content}</pre>
      ) : (
        <p dir="auto" className={classes}>
          {cells ? <span className="mr-3 inline-block font-mono text-xs whitespace-nowrap text-text-muted tabular-nums select-none">{cells}</span> : null}
          {content}
        </p>
      )}
    </Fragment>
  )
}
