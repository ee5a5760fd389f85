import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./components/i18n/request.ts')

/** API answers are data: nothing in them may run or be framed, whatever a browser is talked into. */
const apiHeaders = [
  { key: 'content-security-policy', value: "default-src 'none'; frame-ancestors 'none'; sandbox" },
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'referrer-policy', value: 'no-referrer' },
  { key: 'cross-origin-resource-policy', value: 'same-origin' },
]

/** @type {import('next').NextConfig} */
const nextConfig = {
  output: process.env.DOCENT_STANDALONE === '1' ? 'standalone' : undefined,
  distDir: process.env.DOCENT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run check` does it; a person who starts the app should not wait for it, nor for the tests' types.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    '@huggingface/transformers',
    'onnxruntime-node',
    '@prisma/adapter-libsql',
    '@libsql/client',
    'libsql',
    '@qdrant/js-client-rest',
    'pdf-parse',
    'pdfjs-dist',
  ],
  headers: async () => [{ source: '/api/:path*', headers: apiHeaders }],
  outputFileTracingIncludes: {
    '/**': ['./dist/workers/**', './prisma/migrations/**'],
    // What pdf.js reads in the browser is served from the package (app/engine-files).
    '/engine-files/**': ['./node_modules/pdfjs-dist/legacy/build/pdf.worker.min.mjs', './node_modules/pdfjs-dist/{cmaps,standard_fonts,wasm,iccs}/*'],
  },
}

export default withNextIntl(nextConfig)
