import { describe, expect, it } from 'vitest'
import { chooseSettings, sizeThresholds } from '@/lib/qdrant/tuning/choose-settings'

describe('settings by size', () => {
  it('leave a small collection as it is', () => {
    expect(chooseSettings(0)).toEqual({ quantizes: false, mapsPostings: false })
    expect(chooseSettings(sizeThresholds.quantizeFrom - 1)).toEqual({ quantizes: false, mapsPostings: false })
  })

  it('change at the thresholds, the vectors first', () => {
    expect(chooseSettings(sizeThresholds.quantizeFrom)).toEqual({ quantizes: true, mapsPostings: false })
    expect(chooseSettings(sizeThresholds.mapPostingsFrom)).toEqual({ quantizes: true, mapsPostings: true })
    expect(sizeThresholds.quantizeFrom).toBeLessThan(sizeThresholds.mapPostingsFrom)
  })
})
