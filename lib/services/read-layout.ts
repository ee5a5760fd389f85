import type { DocumentRecord } from '@/lib/domain/document'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { type DocumentPlaces, findRectangles } from '@/lib/domain/page/page-rectangles'

/** Ranges of the normalized text: UTF-16 offsets, end exclusive. */
export interface LayoutRange {
  start: number
  end: number
}

interface LayoutSources {
  readDocument(id: string): Promise<DocumentRecord>
  readContent(document: DocumentRecord): Promise<NormalizedDocument>
}

type KeptLayout = Pick<NormalizedDocument, 'layout' | 'text'>

const longestText = 1_000
/** A viewer asks for one place after the other: without the copy each would unpack the whole text. Two for two open documents. */
const keptLayouts = 2
const keptMilliseconds = 60_000

/** Answers where ranges of a document's text stand on its pages; without ranges, what pages there are. */
export class LayoutReader {
  private readonly kept = new Map<string, Promise<KeptLayout>>()

  constructor(private readonly sources: LayoutSources) {}

  /** Errors: not_found, document_not_ready, storage_failed. */
  async read(id: string, ranges: LayoutRange[]): Promise<DocumentPlaces> {
    const { layout, text } = await this.readLayout(await this.sources.readDocument(id))
    const rectangles = ranges.flatMap(({ start, end }) => findRectangles(layout, start, end, text))
    const touched = new Set(rectangles.map(({ page }) => page))
    const pages = ranges.length === 0 ? layout : layout.filter(({ page }) => touched.has(page))
    return {
      pages: pages.map(({ page, width, height }) => ({ page, width, height })),
      rectangles,
      texts: ranges.map(({ start, end }) => text.slice(start, Math.min(end, start + longestText))),
    }
  }

  private readLayout(document: DocumentRecord): Promise<KeptLayout> {
    const key = `${document.id} ${document.version} ${document.status}`
    const known = this.kept.get(key)
    if (known) return known
    const content = this.sources.readContent(document).then(({ layout, text }) => ({ layout, text }))
    this.kept.set(key, content)
    for (const oldest of this.kept.keys()) if (this.kept.size > keptLayouts) this.kept.delete(oldest)
    const forget = () => {
      if (this.kept.get(key) === content) this.kept.delete(key)
    }
    content.then(() => setTimeout(forget, keptMilliseconds).unref(), forget)
    return content
  }
}
