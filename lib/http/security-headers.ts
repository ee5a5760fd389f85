/**
 * Headers of every page and API answer. Scripts need the request's nonce; nothing is loaded from another origin, so
 * text from a document or a model cannot make the browser call anywhere. Styles allow inline attributes because
 * positioned popovers set them; a style cannot load from elsewhere either (`img-src`, `font-src` and `connect-src` are closed).
 */
export function securityHeaders(nonce: string, isDevelopment: boolean): Record<string, string> {
  const scriptSource = `'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`
  const policy = [
    "default-src 'self'",
    `script-src ${scriptSource}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "frame-src 'none'",
    "media-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    // A link that a model wrote must not even have its host's name looked up before it is pressed.
    'x-dns-prefetch-control': 'off',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
  }
}
