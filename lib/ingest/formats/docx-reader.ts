import { AppError } from '@/lib/domain/app-error'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { openZip, type ZipArchive } from '../zip/open-zip'
import { blankHiddenRuns, findHiddenStyles } from './docx-hidden-runs'
import { readHtmlText } from './html-reader'
import { readCoreProperties } from './package-properties'

/** Korean Word names its built-in heading styles 제목 and 부제. */
const styleMap = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='제목'] => h1:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  "p[style-name='Caption'] => figcaption:fresh",
  "p[style-name='캡션'] => figcaption:fresh",
  ...[1, 2, 3, 4, 5, 6].map((level) => `p[style-name='제목 ${level}'] => h${level}:fresh`),
]

/** DOCX through mammoth, which knows Word's styles, lists, tables and footnotes, and then the HTML reader. Pictures are left out. */
export async function readDocx(bytes: Uint8Array): Promise<NormalizedDocument> {
  // Mammoth unpacks whatever it needs, without limits of its own.
  const archive = await openZip(bytes)
  archive.expectWithinLimits((name) => /\.(?:xml|rels)$/i.test(name))
  const styles = await archive.read('word/styles.xml')
  const seen = new SeenPackage(archive, findHiddenStyles(styles?.toString('utf8') ?? ''))
  const document = readHtmlText(await convertToHtml(seen))
  // What stands on the page names a document better than a property that is often its template's.
  const { title, metadata } = await readCoreProperties(archive)
  return { ...document, title: document.title ?? title, metadata, hiddenCharacters: document.hiddenCharacters + seen.hiddenCharacters }
}

/** The package as mammoth asks for it, without what Word does not show. */
class SeenPackage {
  hiddenCharacters = 0

  constructor(
    private readonly archive: ZipArchive,
    private readonly hiddenStyles: ReadonlySet<string>,
  ) {}

  exists(name: string): boolean {
    return this.archive.names.some((known) => known.toLowerCase() === name.toLowerCase())
  }

  async read(name: string, encoding?: string): Promise<unknown> {
    const bytes = await this.archive.read(name)
    if (bytes === null) throw new AppError('damaged_file', 'A part of the DOCX file is missing')
    if (encoding === undefined) return new Uint8Array(bytes)
    const content = bytes.toString(encoding === 'base64' ? 'base64' : 'utf8')
    if (!/^word\/.*\.xml$/i.test(name)) return content
    const { xml, hiddenCharacters } = blankHiddenRuns(content, this.hiddenStyles)
    this.hiddenCharacters += hiddenCharacters
    return xml
  }
}

async function convertToHtml(seen: SeenPackage): Promise<string> {
  // Loaded with the first such file: see `readers`.
  const { default: mammoth } = await import('mammoth')
  try {
    const convertImage = mammoth.images.imgElement(async () => ({ src: '' }))
    const { value } = await mammoth.convertToHtml({ file: seen } as unknown as { buffer: Buffer }, { styleMap, convertImage, externalFileAccess: false })
    // Mammoth ends each footnote with a link back to its mark.
    return value.replace(/<a href="#(?:footnote|endnote)-ref-[^"]*">↑<\/a>/g, '')
  } catch (error) {
    throw new AppError('damaged_file', 'The DOCX file could not be opened', { cause: error })
  }
}
