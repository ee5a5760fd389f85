import type { RefObject } from 'react'
import type { MarkBox } from './mark-boxes'

interface PageMarksProps {
  boxes: MarkBox[]
  /** `cited` and the present match stand out; other matches are only tinted. */
  tone: 'cited' | 'current' | 'match'
  /** With it the first box is where the passage begins: it takes the focus and holds the words for screen readers. */
  start?: { ref: RefObject<HTMLElement | null>; words: string } | null
}

const tones = {
  cited: 'bg-[#ffd84d]/55 outline outline-1 outline-[#b98a00]/50',
  current: 'bg-[#ff9d4d]/60 outline outline-1 outline-[#b45f06]/60',
  match: 'bg-[#ffe9a3]/70',
}

/** Marks under the text of a page. They multiply with the paper, so that the print stays black. */
export function PageMarks({ boxes, tone, start = null }: PageMarksProps) {
  return boxes.map((box, index) => {
    const isStart = start !== null && index === 0
    return (
      <mark
        key={`${box.left} ${box.top}`}
        ref={isStart ? start.ref : null}
        tabIndex={isStart ? -1 : undefined}
        className={`pointer-events-none absolute rounded-[2px] mix-blend-multiply outline-offset-0 ${tones[tone]}`}
        style={{ left: percent(box.left), top: percent(box.top), width: percent(box.width), height: percent(box.height) }}
      >
        {isStart ? <span className="sr-only">{start.words}</span> : null}
      </mark>
    )
  })
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`
}
