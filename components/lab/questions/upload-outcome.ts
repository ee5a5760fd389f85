/** What became of an upload. */
export interface UploadOutcome {
  /** Questions that have a right document and are in the set now. */
  questions: number
  /** Questions of the file that no line of the qrels names. */
  unjudged: number
  /** Right documents that are not in the library. */
  unmatched: number
  /** Documents that went into the queue. */
  documents: number
}
