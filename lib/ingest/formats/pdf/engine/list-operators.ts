import { promiseHooks } from 'node:v8'
import type { EngineOperators } from '../hidden/painted-letters'
import type { EnginePage } from './engine-document'

/** Thrown for a page whose operators have no end. The document must be closed: the engine goes on until then, and no timer runs. */
export class EndlessPage extends Error {}

/** Promises that the engine may make for one page. The most of 4,012 pages of all kinds is 4,818; without an end 100,000 take 60 MB. */
const mostPromises = 60_000

/**
 * What a page's program paints; null where it cannot be read. A pattern that paints itself makes the engine go on for ever, between two
 * turns of the event loop, so that no timer can stop it; what can be counted meanwhile are the promises that it makes.
 * Errors: `EndlessPage`.
 */
export async function listOperators(page: EnginePage): Promise<EngineOperators | null> {
  let stop = () => {}
  const endless = new Promise<never>((_, reject) => {
    let promises = 0
    const end = promiseHooks.onInit(() => {
      promises += 1
      if (promises <= mostPromises) return
      stop()
      reject(new EndlessPage())
    })
    stop = () => end()
  })
  try {
    return await Promise.race([page.getOperatorList({ annotationMode: 0 }).catch(() => null), endless])
  } finally {
    stop()
  }
}
