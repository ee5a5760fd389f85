/** The parts of pdf.js's document that are used. What it reads out of a file is `unknown`, and checked where it is read. */
export interface EngineDocument {
  numPages: number
  canvasFactory: { create(width: number, height: number): EngineCanvas; destroy(canvas: EngineCanvas): void }
  getMetadata(): Promise<{ info: unknown }>
  getPage(page: number): Promise<EnginePage>
  getOutline(): Promise<unknown>
  getDestination(name: string): Promise<unknown>
  getPageIndex(reference: object): Promise<number>
}

export interface EnginePage {
  getViewport(options: { scale: number }): EngineViewport
  /** Left, bottom, right and top of what is shown, in the page's own units. */
  view: number[]
  /** Fonts, and pictures of several pages, by the names that operators use. Throws for one that is not loaded, unless it is waited for. */
  commonObjs: EngineObjects
  /** Pictures of this page. */
  objs: EngineObjects
  getTextContent(): Promise<{ items: unknown[]; styles: Record<string, unknown> }>
  /** What the page's program paints; `annotationMode` 0 leaves annotations out. */
  getOperatorList(options: { annotationMode: number }): Promise<{ fnArray: number[]; argsArray: unknown[] }>
  render(options: { canvasContext: unknown; canvas: unknown; viewport: EngineViewport }): { promise: Promise<void> }
  cleanup(): boolean
}

export interface EngineObjects {
  get(name: string, onLoaded?: (loaded: unknown) => void): unknown
}

/** The page as it is shown: crop box and rotation applied, y downwards. */
export interface EngineViewport {
  width: number
  height: number
  transform: number[]
}

export interface EngineCanvas {
  canvas: { toBuffer(type: 'image/png'): Uint8Array }
  context: unknown
}
