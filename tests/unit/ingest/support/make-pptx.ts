import { makeZip } from '../../../fixtures/make-zip'

const main = 'http://schemas.openxmlformats.org/presentationml/2006/main'
const drawing = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const namespaces = `xmlns:p="${main}" xmlns:a="${drawing}" xmlns:r="${relations}"`

interface SlideParts {
  shapes: string
  notes?: string
}

export function textShape(placeholder: string | null, lines: string[]): string {
  const mark = placeholder === null ? '' : `<p:ph type="${placeholder}"/>`
  const paragraphs = lines.map((line) => `<a:p><a:r><a:t>${line}</a:t></a:r></a:p>`).join('')
  return `<p:sp><p:nvSpPr><p:nvPr>${mark}</p:nvPr></p:nvSpPr><p:txBody>${paragraphs}</p:txBody></p:sp>`
}

export function tableFrame(rows: string[][]): string {
  const cell = (text: string) => `<a:tc><a:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></a:txBody></a:tc>`
  const table = rows.map((row) => `<a:tr>${row.map(cell).join('')}</a:tr>`).join('')
  return `<p:graphicFrame><a:graphic><a:graphicData><a:tbl>${table}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
}

/** A presentation whose parts lie in the archive in another order than its slides in the show. */
export function makePptx(slides: SlideParts[]): Buffer {
  const files: Record<string, string> = {}
  for (const [index, { shapes, notes }] of [...slides.entries()].reverse()) {
    const number = index + 1
    files[`ppt/slides/slide${number}.xml`] = `<p:sld ${namespaces}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`
    if (notes === undefined) continue
    files[`ppt/slides/_rels/slide${number}.xml.rels`] = relationships([['rId1', 'notesSlide', `../notesSlides/notesSlide${number}.xml`]])
    files[`ppt/notesSlides/notesSlide${number}.xml`] =
      `<p:notes ${namespaces}><p:cSld><p:spTree>${textShape('body', [notes])}${textShape('sldNum', ['7'])}</p:spTree></p:cSld></p:notes>`
  }
  const ids = slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 1}"/>`).join('')
  return makeZip({
    ...files,
    '[Content_Types].xml':
      '<Types><Override PartName="/ppt/presentation.xml" ContentType="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"/></Types>',
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'ppt/presentation.xml']]),
    'ppt/presentation.xml': `<p:presentation ${namespaces}><p:sldIdLst>${ids}</p:sldIdLst></p:presentation>`,
    'ppt/_rels/presentation.xml.rels': relationships(slides.map((_, index) => [`rId${index + 1}`, 'slide', `slides/slide${index + 1}.xml`])),
  })
}

function relationships(list: [id: string, kind: string, target: string][]): string {
  const items = list.map(([id, kind, target]) => `<Relationship Id="${id}" Type="${relations}/${kind}" Target="${target}"/>`)
  return `<Relationships>${items.join('')}</Relationships>`
}
