import { describe, expect, it } from 'vitest'
import { KeyedLocks } from '@/lib/jobs/keyed-locks'

describe('KeyedLocks', () => {
  it('lets one at a time work on a name, in the order of asking', async () => {
    const locks = new KeyedLocks()
    const log: string[] = []
    const work = (name: string) =>
      locks.hold('same', async () => {
        log.push(`${name} begins`)
        await Promise.resolve()
        log.push(`${name} ends`)
      })
    await Promise.all([work('first'), work('second'), work('third')])
    expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends', 'third begins', 'third ends'])
  })

  it('does not make other names wait', async () => {
    const locks = new KeyedLocks()
    const release = await locks.acquire('one')
    await expect(locks.hold('other', async () => 'done')).resolves.toBe('done')
    release()
  })

  it('lets go when the work fails', async () => {
    const locks = new KeyedLocks()
    await expect(locks.hold('name', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    await expect(locks.hold('name', async () => 'next')).resolves.toBe('next')
  })
})
