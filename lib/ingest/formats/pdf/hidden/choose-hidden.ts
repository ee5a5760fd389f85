import type { PaintedLetter, PaintedPage } from './painted-letters'

/** Of a page: the pictures of a scan take more than half of it, those of other pages seldom. */
const scanShare = 0.5

/** Whether letters lie under pictures on a page that is no scan. */
export function isUnderPictures({ letters, shareOfPictures }: PaintedPage): boolean {
  return shareOfPictures < scanShare && letters.some(({ under }) => under === 'picture')
}

/**
 * Which letters of a page are left out. Letters without ink where a picture is are the text of a scan and stay, and so do letters under
 * the pictures of a page that are most of it. So do all of a page that shows no other letter: some programs draw the letters as shapes
 * and lay the text over them without ink, and what such a page says is said nowhere else. A page that shows nothing at all is left out
 * whole.
 */
export function chooseHidden({ letters, shareOfPictures }: PaintedPage, paintsShapes: boolean): Set<PaintedLetter> {
  const isScan = shareOfPictures >= scanShare
  const isSeen = ({ isSeen: hasInk, under }: PaintedLetter) => hasInk && under !== 'picture'
  const unseen = letters.filter((letter) => !isSeen(letter) && !letter.isOnPicture && !(isScan && letter.under !== null))
  const keepsAll = !letters.some(isSeen) && (paintsShapes || letters.some(({ under }) => under !== null))
  return new Set(keepsAll ? [] : unseen)
}
