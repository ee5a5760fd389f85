/** A PDF written by hand, so that every place in it is known: text in standard fonts, at given places. */
export interface MadePage {
  texts: MadeText[]
  width?: number
  height?: number
  rotate?: 0 | 90 | 180 | 270
  cropBox?: [number, number, number, number]
  /** Replaces the page's content. */
  rawContent?: string
  /** The page object itself is nonsense. */
  isBroken?: boolean
}

export interface MadeText {
  text: string
  x: number
  /** Baseline from the page's lower edge. */
  y: number
  /** Default 10. */
  size?: number
  font?: 'Helvetica' | 'Helvetica-Bold' | 'Courier'
}

export interface MadeOutline {
  title: string
  /** From 1. */
  page: number
  children?: MadeOutline[]
}

const fonts = ['Helvetica', 'Helvetica-Bold', 'Courier']

export function makePdf(pages: MadePage[], { outline = [], info = '' }: { outline?: MadeOutline[]; info?: string } = {}): Buffer {
  const objects: string[] = []
  const add = (body: string) => objects.push(body)
  const fontNumbers = fonts.map((font) => add(`<</Type/Font/Subtype/Type1/BaseFont/${font}/Encoding/WinAnsiEncoding>>`))
  const pageNumbers = pages.map((_, index) => objects.length + 1 + index * 2)
  const treeNumber = objects.length + pages.length * 2 + 1
  for (const page of pages) {
    const { width = 600, height = 800 } = page
    const crop = page.cropBox === undefined ? '' : `/CropBox[${page.cropBox.join(' ')}]`
    const resources = `/Resources<</Font<<${fontNumbers.map((number, index) => `/F${index} ${number} 0 R`).join('')}>>>>`
    const content = page.rawContent ?? page.texts.map(toOperators).join('\n')
    add(
      page.isBroken
        ? '42'
        : `<</Type/Page/Parent ${treeNumber} 0 R/MediaBox[0 0 ${width} ${height}]${crop}/Rotate ${page.rotate ?? 0}${resources}/Contents ${objects.length + 2} 0 R>>`,
    )
    add(`<</Length ${content.length}>>stream\n${content}\nendstream`)
  }
  add(`<</Type/Pages/Kids[${pageNumbers.map((number) => `${number} 0 R`).join(' ')}]/Count ${pages.length}>>`)
  const outlineNumber = addOutline(objects, outline, pageNumbers)
  const root = add(`<</Type/Catalog/Pages ${treeNumber} 0 R${outlineNumber === null ? '' : `/Outlines ${outlineNumber} 0 R`}>>`)
  const infoNumber = add(`<<${info}>>`)
  return writeFile(objects, root, infoNumber)
}

function toOperators({ text, x, y, size = 10, font = 'Helvetica' }: MadeText): string {
  return `BT /F${fonts.indexOf(font)} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`
}

/** Returns the number of the root, null without entries. */
function addOutline(objects: string[], entries: MadeOutline[], pageNumbers: number[]): number | null {
  if (entries.length === 0) return null
  const root = objects.push('')
  objects[root - 1] = `<</Type/Outlines${addEntries(objects, entries, root, pageNumbers)}>>`
  return root
}

function addEntries(objects: string[], entries: MadeOutline[], parent: number, pageNumbers: number[]): string {
  const numbers = entries.map(() => objects.push(''))
  for (const [index, { title, page, children = [] }] of entries.entries()) {
    const number = numbers[index] ?? 0
    const below = children.length === 0 ? '' : addEntries(objects, children, number, pageNumbers)
    const links = [index > 0 ? `/Prev ${numbers[index - 1]} 0 R` : '', index < entries.length - 1 ? `/Next ${numbers[index + 1]} 0 R` : '']
    objects[number - 1] = `<</Title(${title})/Parent ${parent} 0 R/Dest[${pageNumbers[page - 1]} 0 R/Fit]${links.join('')}${below}>>`
  }
  return `/First ${numbers[0]} 0 R/Last ${numbers.at(-1)} 0 R/Count ${entries.length}`
}

function writeFile(objects: string[], root: number, info: number): Buffer {
  let file = '%PDF-1.7\n'
  const offsets = objects.map((body, index) => {
    const offset = file.length
    file += `${index + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}`
  file += `trailer\n<</Size ${objects.length + 1}/Root ${root} 0 R/Info ${info} 0 R>>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}
