import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Where the engine's own data files are. Without them Korean text in fonts that are not embedded comes out empty (KSC-UHC and
 * UniKS encodings).
 */
export function engineFiles() {
  const require = createRequire(import.meta.url)
  const engine = dirname(createRequire(require.resolve('pdf-parse')).resolve('pdfjs-dist/package.json'))
  return {
    cMapUrl: `${join(engine, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(engine, 'standard_fonts')}/`,
    wasmUrl: `${join(engine, 'wasm')}/`,
    iccUrl: `${join(engine, 'iccs')}/`,
  }
}
