import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { AppError } from '@/lib/domain/app-error'
import type { SecretBox } from '@/lib/domain/ports/secret-box'

/**
 * AES-256-GCM with a fresh nonce for every value; the context is authenticated with it.
 * A sealed value is `v1.<nonce>.<tag>.<ciphertext>`, each in base64url. `key` must be 32 bytes.
 */
export class AesSecretBox implements SecretBox {
  readonly #key: Buffer

  constructor(key: Buffer) {
    if (key.length !== 32) throw new AppError('storage_failed', 'A secret key must be 32 bytes long')
    this.#key = key
  }

  seal(secret: string, context: string): string {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(context))
    const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
    return ['v1', ...[nonce, cipher.getAuthTag(), ciphertext].map((part) => part.toString('base64url'))].join('.')
  }

  open(sealed: string, context: string): string {
    try {
      const [version, nonce, tag, ciphertext] = sealed.split('.')
      if (version !== 'v1' || nonce === undefined || tag === undefined || ciphertext === undefined) throw new Error('Not a sealed value')
      const decipher = createDecipheriv('aes-256-gcm', this.#key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(context)).setAuthTag(Buffer.from(tag, 'base64url'))
      return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]).toString('utf8')
    } catch (error) {
      throw new AppError('storage_failed', 'A sealed secret could not be opened: another key or context, or an altered value', { cause: error })
    }
  }
}
