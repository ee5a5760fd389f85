import type { Block } from '@/lib/domain/normalized-document'

/** A heading with the blocks under it, up to the next heading of any level. The text before the first heading is one too. */
export interface Section {
  /** Titles from the outermost heading to the section's own. */
  path: string[]
  /** Level of its heading; null before the first one. */
  level: number | null
  blocks: Block[]
}

export function splitSections(text: string, blocks: Block[]): Section[] {
  const sections: Section[] = []
  for (const block of blocks) {
    if (block.kind === 'heading') sections.push({ path: [...block.headingPath, text.slice(block.start, block.end)], level: block.level, blocks: [block] })
    else if (sections.length === 0) sections.push({ path: block.headingPath, level: null, blocks: [block] })
    else sections.at(-1)?.blocks.push(block)
  }
  return sections
}
