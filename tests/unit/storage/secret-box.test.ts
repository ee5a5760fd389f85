import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { AesSecretBox } from '@/lib/storage/secret-box'

describe('AesSecretBox', () => {
  it('opens what it sealed, and never seals the same twice', () => {
    const box = new AesSecretBox(randomBytes(32))
    const sealed = box.seal('sk-비밀', 'key/default')
    expect(box.open(sealed, 'key/default')).toBe('sk-비밀')
    expect(box.open(box.seal('', 'c'), 'c')).toBe('')
    expect(sealed).not.toContain('sk-')
    expect(box.seal('sk-비밀', 'key/default')).not.toBe(sealed)
  })

  it('stays shut for another key, another context, or an altered value', () => {
    const box = new AesSecretBox(randomBytes(32))
    const sealed = box.seal('secret', 'ours')
    const [version, nonce, tag = '', ciphertext] = sealed.split('.')
    const shut = { code: 'storage_failed', message: expect.not.stringContaining('secret-') }
    const open = (value: string, context = 'ours', opener = box) => Promise.resolve().then(() => opener.open(value, context))
    return Promise.all([
      expect(open(sealed, 'theirs')).rejects.toMatchObject(shut),
      expect(open(sealed, 'ours', new AesSecretBox(randomBytes(32)))).rejects.toMatchObject(shut),
      expect(open([version, nonce, tag, `${ciphertext}AAAA`].join('.'))).rejects.toMatchObject(shut),
      expect(open([version, nonce, tag.slice(0, 6), ciphertext].join('.'))).rejects.toMatchObject(shut),
      expect(open('')).rejects.toMatchObject(shut),
      expect(open('secret')).rejects.toMatchObject(shut),
    ])
  })

  it('takes only a key of 32 bytes', () => {
    expect(() => new AesSecretBox(Buffer.alloc(16))).toThrow('32 bytes')
  })
})
