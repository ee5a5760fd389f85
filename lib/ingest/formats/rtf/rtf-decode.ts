import { AppError } from '@/lib/domain/app-error'

/** Windows code pages that RTF names, as the names of the Encoding standard. */
const encodings: Record<string, string> = {
  cp874: 'windows-874',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  cp10000: 'macintosh',
  cp28591: 'latin1',
  cp54936: 'gb18030',
}

/** Decodes text of an RTF file in the code page of its font, strictly. Errors: undecodable_text. */
export function decodeRtfText(bytes: Buffer, codePage: string): string {
  const encoding = encodings[codePage] ?? codePage.replace(/^cp(?=125\d$)/, 'windows-')
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    throw new AppError('undecodable_text', `The bytes are not clean ${codePage}`, { cause: error })
  }
}
