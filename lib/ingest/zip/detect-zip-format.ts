import type { DocumentFormat } from '@/lib/domain/document'
import { openZip, type ZipArchive } from './open-zip'

/** Formats that name themselves in a member called `mimetype`; templates are documents too. */
const formatOfMimeType: Record<string, DocumentFormat> = {
  'application/epub+zip': 'epub',
  'application/hwp+zip': 'hwpx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.text-template': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
  'application/vnd.oasis.opendocument.spreadsheet-template': 'ods',
  'application/vnd.oasis.opendocument.presentation': 'odp',
  'application/vnd.oasis.opendocument.presentation-template': 'odp',
}

/** Content types of the main part of Office files: documents, templates, shows, with and without macros, and binary workbooks. */
const mainParts: [DocumentFormat, RegExp][] = [
  ['docx', /wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.(?:document|template)\.macroEnabled\w*\.main\+xml/i],
  ['pptx', /presentationml\.(?:presentation|template|slideshow)\.main\+xml|ms-powerpoint\.(?:presentation|template|slideshow)\.macroEnabled\w*\.main\+xml/i],
  [
    'xlsx',
    /spreadsheetml\.(?:sheet|template)\.main\+xml|ms-excel\.(?:sheet|template)\.macroEnabled\w*\.main\+xml|ms-excel\.sheet\.binary\.macroEnabled\.main/i,
  ],
]

/**
 * Which document a ZIP container is, by what lies inside; null for any other archive. The order of the members and what they are
 * called on disk do not matter. Errors: damaged_file, password_required, parse_memory_exceeded.
 */
export async function detectZipFormat(path: string): Promise<DocumentFormat | null> {
  const archive = await openZip(path)
  try {
    return (await formatOf(archive)) ?? null
  } finally {
    archive.close()
  }
}

async function formatOf(archive: ZipArchive): Promise<DocumentFormat | undefined> {
  const mimeType = (await archive.read('mimetype'))?.toString('latin1').trim() ?? ''
  if (Object.hasOwn(formatOfMimeType, mimeType)) return formatOfMimeType[mimeType]
  const contentTypes = (await archive.read('[Content_Types].xml'))?.toString('utf8') ?? ''
  const office = mainParts.find(([, pattern]) => pattern.test(contentTypes))
  if (office !== undefined) return office[0]
  return archive.names.includes('META-INF/container.xml') && archive.names.some((name) => name.endsWith('.opf')) ? 'epub' : undefined
}
