import { makeZip } from '../../../fixtures/make-zip'

/** An OpenDocument file around the inside of its body: `kind` is text, presentation or spreadsheet. */
export function makeOpenDocument(kind: 'text' | 'presentation' | 'spreadsheet', body: string, extra: Record<string, string> = {}): Buffer {
  const namespaces = ['office', 'text', 'table', 'draw', 'presentation'].map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  return makeZip({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'META-INF/manifest.xml':
      '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="content.xml"/></manifest:manifest>',
    'content.xml': `<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content ${namespaces.join(' ')}><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    ...extra,
  })
}

export const encryptedManifest = {
  'META-INF/manifest.xml':
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>',
}
