'use client'

import './page-text.css'
import { useTranslations } from 'next-intl'
import { memo, type ReactNode, useEffect, useRef, useState } from 'react'
import type { PageSize, PageSource } from './source/page-source'

interface PageViewProps {
  source: PageSource
  page: number
  top: number
  /** In CSS pixels. */
  size: PageSize
  /** CSS pixels per point. */
  scale: number
  onSize: (page: number, size: PageSize) => void
  /** What is marked on the page. */
  children: ReactNode
}

/** Who scrolls past a page does not want it drawn. */
const pauseMilliseconds = 60

/** One page: drawn while it is near the screen; its canvas is gone with it. */
export const PageView = memo(function PageView({ source, page, top, size, scale, onSize, children }: PageViewProps) {
  const t = useTranslations('viewer')
  const pictureRef = useRef<HTMLDivElement>(null)
  const textRef = useRef<HTMLDivElement>(null)
  const [isBroken, setBroken] = useState(false)

  useEffect(() => {
    const timer = setTimeout(
      () =>
        void source.readSize(page).then(
          (found) => onSize(page, found),
          () => setBroken(true),
        ),
      pauseMilliseconds,
    )
    return () => clearTimeout(timer)
  }, [source, page, onSize])

  // The picture before stays, stretched, until the sharper one is ready: zooming never shows an empty page.
  useEffect(() => {
    const canvas = document.createElement('canvas')
    canvas.className = 'size-full'
    let drawing: ReturnType<PageSource['draw']> | null = null
    const timer = setTimeout(() => {
      drawing = source.draw(page, canvas, scale)
      drawing.done.then(
        () => {
          const shown = pictureRef.current
          for (const old of shown?.querySelectorAll('canvas') ?? []) empty(old)
          shown?.replaceChildren(canvas)
        },
        () => setBroken(true),
      )
    }, pauseMilliseconds)
    return () => {
      clearTimeout(timer)
      drawing?.cancel()
    }
  }, [source, page, scale])

  useEffect(() => {
    const container = textRef.current
    if (!container || !source.layText) return
    const layText = source.layText
    let text: ReturnType<typeof layText> | null = null
    const timer = setTimeout(() => {
      text = layText(page, container)
      // A page whose text cannot be laid out is still a page to read.
      text.done.catch(() => container.replaceChildren())
    }, pauseMilliseconds)
    return () => {
      clearTimeout(timer)
      text?.cancel()
      container.replaceChildren()
    }
  }, [source, page])

  useEffect(() => {
    const shown = pictureRef.current
    return () => {
      for (const canvas of shown?.querySelectorAll('canvas') ?? []) empty(canvas)
      source.release(page)
    }
  }, [source, page])

  return (
    // biome-ignore lint/a11y/useSemanticElements: a page is no set of form fields
    <div
      role="group"
      aria-label={t('page', { page })}
      data-page={page}
      className="absolute isolate overflow-hidden bg-white text-black shadow-sm ring-1 ring-border"
      style={{ top, width: size.width, height: size.height, left: `max(var(--page-margin), calc(50% - ${size.width / 2}px))`, colorScheme: 'light' }}
    >
      <div ref={pictureRef} aria-hidden className="absolute inset-0" />
      {isBroken ? <p className="absolute inset-x-4 top-1/3 text-center text-sm text-[#5d5d57]">{t('pageUndrawable')}</p> : null}
      {children}
      <div
        ref={textRef}
        className="page-text"
        style={{ '--total-scale-factor': scale, '--scale-round-x': '1px', '--scale-round-y': '1px' } as React.CSSProperties}
      />
    </div>
  )
})

/** Gives the pixels back at once; left to itself a browser keeps them until it collects. */
function empty(canvas: HTMLCanvasElement): void {
  canvas.width = 0
  canvas.height = 0
}
