import { readFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * The files that pdf.js reads while it shows a PDF: its worker, the tables of Asian encodings, fonts that are not embedded, and
 * the decoders of two image kinds. They come from the installed package, so that nothing is loaded from elsewhere. The
 * worker reads hostile files, so its own policy is the strictest: it may fetch from here and compile WebAssembly, nothing else.
 */
const kinds: Array<{ pattern: RegExp; type: string }> = [
  { pattern: /^legacy\/build\/pdf\.worker\.min\.mjs$/, type: 'text/javascript; charset=utf-8' },
  { pattern: /^cmaps\/[\w-]+\.bcmap$/, type: 'application/octet-stream' },
  { pattern: /^standard_fonts\/[\w-]+\.(pfb|ttf)$/, type: 'application/octet-stream' },
  { pattern: /^wasm\/\w+\.wasm$/, type: 'application/wasm' },
  { pattern: /^iccs\/[\w-]+\.icc$/, type: 'application/octet-stream' },
]

const workerPolicy = "default-src 'none'; script-src 'wasm-unsafe-eval'; connect-src 'self'"

/** The first part of the path is the version of the package, so that a browser may keep each file for good. */
export async function GET(_request: Request, context: { params: Promise<{ path: string[] }> }): Promise<Response> {
  const [, ...parts] = (await context.params).path
  const name = parts.join('/')
  const kind = kinds.find(({ pattern }) => pattern.test(name))
  const bytes = kind ? await readEngineFile(name) : null
  if (!kind || !bytes) return new Response(null, { status: 404 })
  return new Response(bytes, {
    headers: {
      'content-type': kind.type,
      'content-security-policy': workerPolicy,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    },
  })
}

async function readEngineFile(name: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await readFile(path.join(process.cwd(), 'node_modules', 'pdfjs-dist', name)))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
