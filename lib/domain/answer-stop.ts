/** The reason of a stopped answer's signal, when a person stopped it who had seen so many of its events. */
export class AnswerStop {
  constructor(readonly seenEvents: number) {}
}

/** Null where all that was written counts as seen: the app went down, or whoever stopped it did not say. */
export function seenEventsOf(signal: AbortSignal | undefined): number | null {
  const reason: unknown = signal?.reason
  return reason instanceof AnswerStop ? reason.seenEvents : null
}
