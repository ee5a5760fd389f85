'use client'

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

/** Scrolling down to less than this from the end, in CSS pixels, counts as being back at the end. */
const endTolerance = 48

interface FollowScroll {
  scrollerRef: RefObject<HTMLDivElement | null>
  contentRef: RefObject<HTMLDivElement | null>
  /** False once the person has scrolled away from the end. */
  isFollowing: boolean
  follow: () => void
}

/**
 * Keeps the end of a growing list in view until the person scrolls up, and again once they are back at the end.
 * Every scroll upward counts as leaving, the first small step of a smooth one too, or growing content would pull the
 * person back. Content that grows moves the end away but not the position, so it never counts.
 */
export function useFollowScroll(): FollowScroll {
  const scrollerRef = useRef<HTMLDivElement>(null)
  const contentRef = useRef<HTMLDivElement>(null)
  const following = useRef(true)
  const [isFollowing, setIsFollowing] = useState(true)

  const setFollowing = useCallback((next: boolean) => {
    following.current = next
    setIsFollowing(next)
  }, [])

  const follow = useCallback(() => {
    setFollowing(true)
    scrollerRef.current?.scrollTo({ top: scrollerRef.current.scrollHeight })
  }, [setFollowing])

  useEffect(() => {
    const scroller = scrollerRef.current
    const content = contentRef.current
    if (!scroller || !content) return
    let lastTop = scroller.scrollTop
    const onScroll = () => {
      const distance = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop
      if (distance <= 2) setFollowing(true)
      else if (scroller.scrollTop < lastTop) setFollowing(false)
      else if (distance <= endTolerance) setFollowing(true)
      lastTop = scroller.scrollTop
    }
    const growth = new ResizeObserver(() => {
      if (following.current) scroller.scrollTop = scroller.scrollHeight
    })
    scroller.addEventListener('scroll', onScroll, { passive: true })
    growth.observe(content)
    growth.observe(scroller)
    return () => {
      scroller.removeEventListener('scroll', onScroll)
      growth.disconnect()
    }
  }, [setFollowing])

  return { scrollerRef, contentRef, isFollowing, follow }
}
