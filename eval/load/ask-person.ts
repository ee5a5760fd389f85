import { createParser } from 'eventsource-parser'
import { z } from 'zod'
import type { InventedThing } from './invented-library'

const startEvent = z.object({ type: z.literal('answer-start'), answer_id: z.string(), question: z.object({ text: z.string() }) })
const endEvent = z.object({
  type: z.literal('answer-end'),
  answer_id: z.string(),
  answer: z.object({
    text: z.string(),
    sources: z.array(z.object({ number: z.number(), source: z.string() })),
    citations: z.array(z.object({ source_number: z.number() })),
  }),
})

export interface PersonOutcome {
  /** From the question to the first text, and to the end; null where it did not come. */
  firstTextMilliseconds: number | null
  milliseconds: number
  /** What was wrong; empty when all was well. */
  faults: string[]
}

interface Reading {
  events: unknown[]
  lastId: number
  answerId: string
  firstTextAt: number | null
}

/** One person asks, and hears whether the answer is the one to their question. `leaves`: goes away at the first text and comes back. */
export async function askAsPerson(url: string, thing: InventedThing, leaves: boolean): Promise<PersonOutcome> {
  const started = performance.now()
  const reading: Reading = { events: [], lastId: 0, answerId: '', firstTextAt: null }
  try {
    const body = JSON.stringify({ question: thing.question })
    const asked = await fetch(`${url}/api/answers`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    await readStream(asked, reading, leaves)
    if (leaves) await readStream(await fetch(`${url}/api/answers/${reading.answerId}/events?after=${reading.lastId}`), reading, false)
  } catch (error) {
    return outcomeOf(started, reading, [error instanceof Error ? error.message : 'failed'])
  }
  return outcomeOf(started, reading, findFaults(reading, thing))
}

function outcomeOf(started: number, { firstTextAt }: Reading, faults: string[]): PersonOutcome {
  return { firstTextMilliseconds: firstTextAt === null ? null : firstTextAt - started, milliseconds: performance.now() - started, faults }
}

async function readStream(response: Response, reading: Reading, leavesAtText: boolean): Promise<void> {
  if (!response.ok || !response.body) throw new Error(`answered ${response.status}`)
  const parser = createParser({
    onEvent: ({ id, event, data }) => {
      if (Number(id) !== reading.lastId + 1) throw new Error(`event ${id} came after ${reading.lastId}`)
      reading.lastId = Number(id)
      reading.events.push({ type: event, ...(JSON.parse(data) as object) })
      if (event === 'answer-start') reading.answerId = startEvent.parse(reading.events.at(-1)).answer_id
      if (event === 'text-delta') reading.firstTextAt ??= performance.now()
    },
  })
  const decoder = new TextDecoder()
  for await (const bytes of response.body) {
    parser.feed(decoder.decode(bytes, { stream: true }))
    if (leavesAtText && reading.firstTextAt !== null) return
  }
}

/** Every way in which an answer could be somebody else's, or none. */
function findFaults({ events }: Reading, thing: InventedThing): string[] {
  const start = startEvent.safeParse(events[0])
  const end = endEvent.safeParse(events.at(-1))
  if (!start.success) return ['no start']
  if (!end.success) return ['no end']
  const { answer, answer_id: endId } = end.data
  const cited = answer.sources.filter(({ number }) => answer.citations.some(({ source_number }) => source_number === number)).map(({ source }) => source)
  return [
    ...(start.data.question.text === thing.question ? [] : ['the question of another']),
    ...(start.data.answer_id === endId ? [] : ['the end of another answer']),
    ...(answer.text.includes(thing.answer) ? [] : ['not its own answer']),
    ...(cited.includes(thing.source) ? [] : ['does not cite its own document']),
  ]
}
