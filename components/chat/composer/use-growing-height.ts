import { type RefObject, useLayoutEffect } from 'react'

/** Makes a text area as high as its text, up to `most` pixels. */
export function useGrowingHeight(field: RefObject<HTMLTextAreaElement | null>, text: string, most: number): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const input = field.current
    if (!input) return
    input.style.height = 'auto'
    input.style.height = `${Math.min(input.scrollHeight, most)}px`
  }, [text, field, most])
}
