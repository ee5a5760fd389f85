'use client'

import { useEffect, useRef } from 'react'
import { Button } from '../../ui/button'

/** Adds more of the text when pressed and, at the end, also when it comes into view. */
export function MoreButton({ label, onPress, isAutomatic = false }: { label: string; onPress: () => void; isAutomatic?: boolean }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isAutomatic || !place.current) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) onPress()
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  })
  return (
    <div ref={place} className="flex justify-center py-4">
      <Button size="sm" onClick={onPress}>
        {label}
      </Button>
    </div>
  )
}
