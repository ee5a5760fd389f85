/** How large pages are shown: to the width of the viewer, or a factor where 1 is the size on paper. */
export type Zoom = 'fit' | number

/** CSS pixels per point at factor 1: a point is 1/72 of an inch, a CSS pixel 1/96. */
export const pixelsPerPoint = 96 / 72

const steps = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4]
const smallest = 0.1
const largest = 4
/** Wider than this a page of text is harder to read, not easier. */
const largestFit = 1.5

export function clampZoom(factor: number): number {
  return Math.min(largest, Math.max(smallest, factor))
}

/** The next step up or down from any factor. */
export function stepZoom(factor: number, direction: 1 | -1): number {
  const tolerance = 0.005
  const next = direction === 1 ? steps.find((step) => step > factor + tolerance) : steps.findLast((step) => step < factor - tolerance)
  return next ?? (direction === 1 ? largest : Math.min(factor, steps[0] ?? factor))
}

/** The factor at which a page of this many points is as wide as the space for it. */
export function fitFactor(spaceWidth: number, pageWidth: number): number {
  return Math.min(largestFit, clampZoom(spaceWidth / (pageWidth * pixelsPerPoint)))
}
