import type { KeyboardEvent } from 'react'

/** The API takes questions up to this many characters. */
export const longestQuestion = 4000

/** True while Hangul or another script is being composed: Enter then ends the composition and must not send. 229 is what older WebKit reports. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229
}
