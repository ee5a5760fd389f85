'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, type RefObject, useEffect, useEffectEvent, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { MarkBox } from './marks/mark-boxes'
import { type Anchor, anchorAt, heightOf, pageAtHeight, stackPages } from './page-stack'
import { PageView } from './page-view'
import type { PageSize, PageSource } from './source/page-source'

export interface PageScroll {
  /** Brings a page, or the middle of a place on it, into view. */
  scrollTo(page: number, place?: MarkBox): void
}

interface PageScrollerProps {
  source: PageSource
  sizes: PageSize[]
  scale: number
  language: string | undefined
  scrollRef: RefObject<PageScroll | null>
  onSpace: (width: number) => void
  onPage: (page: number) => void
  onSize: (page: number, size: PageSize) => void
  onPinch: (factor: number) => void
  /** The marks of one page. */
  marksOf: (page: number) => ReactNode
}

/** Pages kept drawn above and below those on the screen. */
const pagesAround = 1
/** Space at the sides of a page, in CSS pixels. */
const sideMargin = 12

/**
 * All pages in one scrolling region of their full height, of which only those near the screen are there. Places are
 * reckoned, not measured, and the middle of the screen keeps its place in the text when pages change their size.
 */
export function PageScroller({ source, sizes, scale, language, scrollRef, onSpace, onPage, onSize, onPinch, marksOf }: PageScrollerProps) {
  const t = useTranslations('viewer')
  const scroller = useRef<HTMLElement>(null)
  const anchor = useRef<Anchor>({ page: 1, share: 0 })
  const stack = useMemo(() => stackPages(sizes, scale), [sizes, scale])
  const [shown, setShown] = useState({ from: 1, to: 1 })

  const follow = useEffectEvent(() => {
    const element = scroller.current
    if (!element) return
    const middle = element.scrollTop + element.clientHeight / 2
    anchor.current = anchorAt(stack, middle)
    const from = Math.max(1, pageAtHeight(stack, element.scrollTop) - pagesAround)
    const to = Math.min(source.pageCount, pageAtHeight(stack, element.scrollTop + element.clientHeight) + pagesAround)
    setShown((before) => (before.from === from && before.to === to ? before : { from, to }))
    onPage(anchor.current.page)
  })

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    element.scrollTop = heightOf(stack, anchor.current) - element.clientHeight / 2
    element.scrollLeft = (element.scrollWidth - element.clientWidth) / 2
    follow()
  }, [stack])

  useImperativeHandle(
    scrollRef,
    () => ({
      scrollTo(page, place) {
        const element = scroller.current
        if (!element) return
        if (place === undefined) element.scrollTop = heightOf(stack, { page, share: 0 }) - 8
        else element.scrollTop = heightOf(stack, { page, share: place.top + place.height / 2 }) - element.clientHeight / 2
        const width = stack.sizes[page - 1]?.width ?? 0
        if (place && width > element.clientWidth) element.scrollLeft = place.left * width - sideMargin * 2
        follow()
      },
    }),
    [stack],
  )

  const reportSpace = useEffectEvent((width: number) => onSpace(width - 2 * sideMargin))
  const pinch = useEffectEvent(onPinch)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      reportSpace(element.clientWidth)
      follow()
    })
    observer.observe(element)
    // Pinching on a touch pad arrives as a wheel with Ctrl; React's own listener could not keep the browser from zooming.
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      pinch(Math.exp(-event.deltaY / 200))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => {
      observer.disconnect()
      element.removeEventListener('wheel', onWheel)
    }
  }, [])

  return (
    <section
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
      tabIndex={0}
      aria-label={t('pages')}
      lang={language}
      onScroll={follow}
      className="relative min-h-0 flex-1 overflow-auto bg-surface-hover outline-offset-[-2px] [overflow-anchor:none]"
    >
      <div
        className="relative min-w-full"
        style={{ height: stack.height, width: stack.width + 2 * sideMargin, '--page-margin': `${sideMargin}px` } as React.CSSProperties}
      >
        {numbersBetween(shown.from, Math.min(shown.to, source.pageCount)).map((page) => (
          <PageView
            key={page}
            source={source}
            page={page}
            top={stack.tops[page - 1] ?? 0}
            size={stack.sizes[page - 1] ?? { width: 0, height: 0 }}
            scale={scale}
            onSize={onSize}
          >
            {marksOf(page)}
          </PageView>
        ))}
      </div>
    </section>
  )
}

function numbersBetween(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
}
