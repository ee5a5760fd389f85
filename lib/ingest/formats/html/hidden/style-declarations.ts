import parseCss from 'css-tree/parser'

/** Properties by name with their values, both in small letters and without escapes. */
export type Style = ReadonlyMap<string, Declared>

export interface Declared {
  value: string
  isImportant: boolean
}

const known = new Map<string, Style>()
/** Pages repeat the same few; a hostile one does not. */
const mostKept = 2_000

/** The declarations of a `style` attribute. */
export function readInlineStyle(text: string): Style {
  const kept = known.get(text)
  if (kept !== undefined) return kept
  const style = readDeclarations(parseCss(text, { context: 'declarationList', parseValue: false }))
  if (known.size >= mostKept) known.clear()
  known.set(text, style)
  return style
}

/** The last of each property counts, as in a browser; shorthands are taken apart where a part of them can hide text. */
export function readDeclarations(block: parseCss.CssNode): Style {
  const style = new Map<string, Declared>()
  for (const node of block.children?.toArray() ?? []) {
    if (node.type !== 'Declaration') continue
    const isImportant = node.important === true
    const value = plain(typeof node.value === 'object' ? String(node.value?.value ?? '') : (node.value ?? ''))
    for (const [name, part] of expand(plain(node.property ?? ''), value)) {
      if (isImportant || style.get(name)?.isImportant !== true) style.set(name, { value: part, isImportant })
    }
  }
  return style
}

function plain(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?(?:\*\/|$)/g, '')
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, digits: string) => character(Number.parseInt(digits, 16)))
    .replace(/\\(.)/g, '$1')
    .trim()
    .toLowerCase()
}

function character(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

function expand(name: string, value: string): [name: string, value: string][] {
  if (name === 'font') {
    const size = /(?:^|\s)((?:\d*\.)?\d+(?:px|pt|em|rem|%|ex|ch|vw|vh)?)(?=\s*\/|\s)/.exec(value.replace(/\b[1-9]00\b/, ''))?.[1]
    return size === undefined ? [['font-size', '']] : [['font-size', size]]
  }
  if (name === 'background') return [['background-color', value]]
  if (name === 'margin') {
    const [top = '', right = top, , left = right] = value.split(/\s+/)
    return [
      ['margin-top', top],
      ['margin-left', left],
    ]
  }
  return [[name, value]]
}
