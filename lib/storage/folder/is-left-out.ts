/** Files that office programs, browsers, editors and systems put beside the real ones, and what is still being written. */
const leftOut = [
  /^\./,
  /^~\$/,
  /^~.*\.tmp$/i,
  /~$/,
  /\.(?:tmp|temp|part|partial|crdownload|download|opdownload|swp|swx|lock|filepart|aria2|!ut)$/i,
  /^(?:thumbs\.db|desktop\.ini|ehthumbs\.db|icon\r|\$recycle\.bin|system volume information|lost\+found|__macosx|@eadir)$/i,
]

/** True for the name of a file or folder that is hidden or temporary. */
export function isLeftOut(name: string): boolean {
  return leftOut.some((pattern) => pattern.test(name))
}
