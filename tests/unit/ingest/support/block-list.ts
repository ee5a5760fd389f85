import type { NormalizedDocument } from '@/lib/domain/normalized-document'

/** Each block as `kind: text`, headings with their level: `h1: Title`. */
export function listBlocks(document: NormalizedDocument): string[] {
  return document.blocks.map((block) => {
    const kind = block.kind === 'heading' ? `h${block.level}` : block.kind
    return `${kind}: ${document.text.slice(block.start, block.end)}`
  })
}
