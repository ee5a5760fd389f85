/**
 * Encrypts small secrets for the database. `context` names what the secret is and whose; the same must be given to
 * open it, so a sealed value copied to another row stays shut.
 */
export interface SecretBox {
  seal(secret: string, context: string): string
  /** Errors: storage_failed when it was sealed with another key or context, or altered. */
  open(sealed: string, context: string): string
}
