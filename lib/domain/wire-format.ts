/**
 * The API speaks snake_case, the code camelCase; these two functions are the only translation between them.
 * Only keys change, at every depth. Values that are not plain objects or arrays pass through.
 */
export function toWire(value: unknown): unknown {
  return renameKeys(value, (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
}

/** The reverse of `toWire`. The caller states the shape: use it on responses of Docent's own API only. */
export function fromWire<Shape>(value: unknown): Shape {
  return renameKeys(value, (key) => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())) as Shape
}

function renameKeys(value: unknown, rename: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renameKeys(item, rename))
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [rename(key), renameKeys(item, rename)]))
}
