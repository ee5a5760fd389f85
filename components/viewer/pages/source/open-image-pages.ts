import { failureOf } from '../../../api/api-failure'
import { outputScale, type PageSource } from './page-source'

/** Points per pixel of a picture: shown in its own size, each is one CSS pixel. */
const pointsPerPixel = 72 / 96

/** A picture as a document of one page. Rejects for kinds of pictures that the browser does not know, such as TIFF. */
export async function openImagePages(url: string): Promise<PageSource> {
  const response = await fetch(url)
  if (!response.ok) throw await failureOf(response)
  const picture = await createImageBitmap(await response.blob())
  return {
    pageCount: 1,
    readSize: async () => ({ width: picture.width * pointsPerPixel, height: picture.height * pointsPerPixel }),
    draw: (_page, canvas, scale) => {
      const width = picture.width * pointsPerPixel * scale
      const height = picture.height * pointsPerPixel * scale
      const sharpness = outputScale(width, height)
      canvas.width = Math.max(1, Math.floor(width * sharpness))
      canvas.height = Math.max(1, Math.floor(height * sharpness))
      const context = canvas.getContext('2d')
      if (context) context.imageSmoothingQuality = 'high'
      context?.drawImage(picture, 0, 0, canvas.width, canvas.height)
      return { done: context ? Promise.resolve() : Promise.reject(new Error('The browser gave no canvas')), cancel: () => {} }
    },
    release: () => {},
    close: () => picture.close(),
  }
}
