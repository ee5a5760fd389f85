declare module 'bmp-js' {
  /** Pixels of four bytes each: alpha, blue, green, red; the first is not filled in. */
  export function decode(bytes: Buffer): { width: number; height: number; data: Buffer }
}
