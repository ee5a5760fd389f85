import type { DraftBlock } from '../../text/document-builder'

/** The title a PDF states, unless a program filled it in; else the first top heading of its first page. */
export function pdfTitle(stated: string | null, blocks: DraftBlock[]): string | null {
  if (stated !== null && !isPlaceholder(stated)) return stated
  const onFirstPage = blocks.filter((block) => block.kind === 'heading' && block.parts[0]?.page === 1)
  const top = Math.min(...onFirstPage.map((block) => block.level ?? 6))
  const heading = onFirstPage.find((block) => block.level === top)
  return heading === undefined ? null : heading.parts.map((part) => part.text).join(' ')
}

function isPlaceholder(title: string): boolean {
  const text = title.trim()
  return (
    text.length < 3 ||
    /^(?:untitled|microsoft \w+ - |제목 없음|document\d*$|about:blank|https?:|file:)/i.test(text) ||
    /\.(?:docx?|hwpx?|pptx?|xlsx?|pdf|html?|dvi|tex|indd|qxd)$/i.test(text) ||
    text.includes('\uFFFD')
  )
}
