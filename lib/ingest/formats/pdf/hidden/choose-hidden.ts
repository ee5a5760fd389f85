import type { PaintedLetter } from './painted-letters'

/**
 * Which letters of a page are left out. Letters without ink on a picture are the text of a scan and stay. So do all of a page
 * that shows no other letter: some programs draw the letters as shapes and lay the text over them without ink, and what such a page
 * says is said nowhere else. A page that shows nothing at all is left out whole.
 */
export function chooseHidden(letters: PaintedLetter[], paintsShapes: boolean): Set<PaintedLetter> {
  const unseen = letters.filter((letter) => !letter.isSeen && !letter.isOnPicture)
  const showsText = letters.some((letter) => letter.isSeen)
  return new Set(showsText || !paintsShapes ? unseen : [])
}
