import { describe, expect, it } from 'vitest'
import { readByteRange } from '@/lib/http/read-byte-range'

describe('readByteRange', () => {
  it.each([
    ['bytes=0-0', { start: 0, end: 1 }],
    ['bytes=10-19', { start: 10, end: 20 }],
    ['bytes=90-', { start: 90, end: 100 }],
    ['bytes=90-500', { start: 90, end: 100 }],
    ['bytes=-10', { start: 90, end: 100 }],
    ['bytes=-500', { start: 0, end: 100 }],
  ])('reads %s of 100 bytes', (header, range) => {
    expect(readByteRange(header, 100)).toEqual(range)
  })

  it.each([null, '', 'bytes=', 'bytes=-', 'bytes=5-2', 'bytes=0-1,5-6', 'lines=0-1', 'bytes=a-b'])('takes %j for the whole file', (header) => {
    expect(readByteRange(header, 100)).toBeNull()
  })

  it.each(['bytes=100-', 'bytes=-0', 'bytes=500-600'])('says that %s cannot be had', (header) => {
    expect(readByteRange(header, 100)).toBe('unsatisfiable')
  })
})
