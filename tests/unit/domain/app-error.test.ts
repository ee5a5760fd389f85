import { describe, expect, it, vi } from 'vitest'
import { AppError, toAppError } from '@/lib/domain/app-error'

describe('AppError', () => {
  it('knows from its code whether trying again may help', () => {
    expect(new AppError('qdrant_unavailable', 'down').isRetryable).toBe(true)
    expect(new AppError('damaged_file', 'broken').isRetryable).toBe(false)
  })

  it('is recognised by another copy of its own module, as two bundles of one process have', async () => {
    vi.resetModules()
    const copy = await import('@/lib/domain/app-error')
    expect(copy.AppError).not.toBe(AppError)
    const error = new copy.AppError('not_found', 'gone')
    expect(error).toBeInstanceOf(AppError)
    expect(toAppError(error)).toBe(error)
  })

  it('does not take another error, nor a subclass for its sibling, for one of its own', () => {
    class Special extends AppError {}
    expect(new Error('plain')).not.toBeInstanceOf(AppError)
    expect(new AppError('not_found', 'x')).not.toBeInstanceOf(Special)
    expect(new Special('not_found', 'x')).toBeInstanceOf(Special)
    expect(new Special('not_found', 'x')).toBeInstanceOf(AppError)
  })

  it('wraps what is not one, keeps the cause, and repeats nothing of it', () => {
    const cause = new Error('secret document text')
    const error = toAppError(cause)
    expect(error).toMatchObject({ code: 'internal_error', cause })
    expect(error.message).not.toContain('secret')
  })
})
