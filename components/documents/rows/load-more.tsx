'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useRef } from 'react'
import { Button } from '@/components/ui/button'

/** Loads the next page when it comes near the window's edge; a button too, for whoever does not scroll. */
export function LoadMore({ isLoading, onLoadMore }: { isLoading: boolean; onLoadMore: () => void }) {
  const t = useTranslations('documents.list')
  const edge = useRef<HTMLDivElement>(null)
  const loadNext = useEffectEvent(onLoadMore)

  useEffect(() => {
    if (!edge.current || isLoading) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) loadNext()
      },
      { rootMargin: '600px' },
    )
    observer.observe(edge.current)
    return () => observer.disconnect()
  }, [isLoading])

  return (
    <div ref={edge} className="flex justify-center py-2">
      <Button size="sm" loading={isLoading} onClick={onLoadMore}>
        {t('loadMore')}
      </Button>
    </div>
  )
}
