import type { ElementStyle } from './page-styles'

/** What an animation makes of an element is not followed. */
export function isAnimated({ certain, possible }: ElementStyle): boolean {
  return [certain, ...possible].some((style) => ['animation', 'animation-name'].some((name) => !/^(?:|none)$/.test(style.get(name)?.value ?? '')))
}
