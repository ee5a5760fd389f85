import bmp from 'bmp-js'
import type sharp from 'sharp'
import type { Sharp } from 'sharp'
import { AppError } from '@/lib/domain/app-error'

/** More would take over 400 MB once decoded; a photograph has 12 to 50 million pixels, a page at 600 dots an inch 35. */
const mostPixels = 100_000_000
/** What is read at most: a page at 300 dots an inch. Larger pictures are read smaller. */
const readPixels = 9_000_000
/** Letters on screens are too small for tesseract: below this a picture is read at twice its size. */
const fewPixels = 1_500_000
/** Of a fax or a scan of many pages. */
const mostPages = 500

export interface OpenPicture {
  pageCount: number
  /** `page` from 1. The picture upright, grey, on white, as PNG; `scale`: its pixels for one of the original. Errors: damaged_file. */
  readPage(page: number): Promise<{ png: Uint8Array; width: number; height: number; scale: number }>
}

/**
 * Decodes PNG, JPEG, TIFF (each page), WebP and GIF (the first frame) with sharp, and BMP, which sharp lacks, with bmp-js.
 * Rejected: @napi-rs/canvas, which a malformed BMP takes down with the process, and giving tesseract the file: it reads no TIFF.
 * Errors: damaged_file, parse_memory_exceeded.
 */
export async function openPicture(bytes: Uint8Array): Promise<OpenPicture> {
  // Loaded with the first such file: see `readers`.
  const { default: sharp } = await import('sharp')
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.toString('latin1', 0, 2) === 'BM') return { pageCount: 1, readPage: () => drawPage(openBmp(sharp, buffer)) }
  const { format, pages = 1 } = await sharp(buffer, { limitInputPixels: mostPixels }).metadata()
  return {
    pageCount: format === 'tiff' ? Math.min(pages, mostPages) : 1,
    readPage: (page) => drawPage(sharp(buffer, { page: page - 1, limitInputPixels: mostPixels, failOn: 'none' })),
  }
}

async function drawPage(picture: Sharp) {
  const metadata = await picture.metadata()
  const { width, height } = metadata.autoOrient ?? metadata
  if (width * height > mostPixels) throw new AppError('parse_memory_exceeded', `A picture of ${width} x ${height} pixels`)
  const scale = scaleFor(width * height)
  const target = { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
  const drawn = picture
    .autoOrient()
    .flatten({ background: 'white' })
    .greyscale()
    .resize({ ...target, fit: 'fill' })
  return { png: await drawn.png({ compressionLevel: 1 }).toBuffer(), width, height, scale }
}

function scaleFor(pixels: number): number {
  if (pixels > readPixels) return Math.sqrt(readPixels / pixels)
  return pixels < fewPixels ? 2 : 1
}

function openBmp(open: typeof sharp, buffer: Buffer): Sharp {
  // The width, the height (negative when the rows go downwards): known before anything is allocated for them.
  const pixels = buffer.length < 54 ? 0 : buffer.readUInt32LE(18) * Math.abs(buffer.readInt32LE(22))
  if (pixels === 0) throw new AppError('damaged_file', 'The BMP has no picture')
  if (pixels > mostPixels) throw new AppError('parse_memory_exceeded', `A BMP of ${pixels} pixels`)
  const { width, height, data } = bmp.decode(buffer)
  for (let offset = 0; offset < data.length; offset += 4) {
    data[offset] = data[offset + 3] ?? 0
    data[offset + 3] = 255
  }
  return open(data, { raw: { width, height: Math.abs(height), channels: 4 } })
}
