import { describe, expect, it } from 'vitest'
import type { AnswerEvent } from '@/lib/domain/answer'
import { plainAnswer } from '@/lib/domain/answer'
import { seenEventsOf } from '@/lib/domain/answer-stop'
import { AppError } from '@/lib/domain/app-error'
import type { NumberedEvent } from '@/lib/services/conversations/event-log'
import { type AnswerLimits, RunningAnswers } from '@/lib/services/conversations/running-answers'

const ours = { workspaceId: 'ours' }
const theirs = { workspaceId: 'theirs' }
const answer = plainAnswer({ kind: 'generated', text: 'Ten years', sources: [], citations: [] })

/** An answer that writes a word each time it is told to, and ends as a real one does when it is stopped. */
class ScriptedAnswer {
  readonly #words: string[] = []
  #wake: () => void = () => {}
  #isOver = false
  isStopped = false

  constructor(
    readonly answerId: string,
    readonly conversationId = `conversation of ${answerId}`,
  ) {}

  write(...words: string[]) {
    this.#words.push(...words)
    this.#wake()
  }

  finish() {
    this.#isOver = true
    this.#wake()
  }

  async *run(signal: AbortSignal): AsyncGenerator<AnswerEvent> {
    signal.addEventListener('abort', () => this.#wake())
    const { answerId, conversationId } = this
    const question = { id: 'q', role: 'question' as const, parentId: null, siblings: ['q'], text: 'How long?', createdAt: '' }
    yield { type: 'answer-start', conversationId, questionId: 'q', answerId, question, siblings: [answerId] }
    while (!this.#isOver && !signal.aborted) {
      const text = this.#words.shift()
      if (text === undefined) await new Promise<void>((resolve) => (this.#wake = resolve))
      else yield { type: 'text-delta', text }
    }
    this.isStopped = signal.aborted
    if (signal.aborted) yield { type: 'answer-error', answerId, code: 'cancelled', message: 'stopped' }
    else yield { type: 'answer-end', answerId, answer }
  }
}

function registry(limits?: Partial<AnswerLimits>) {
  const errors: string[] = []
  return { running: new RunningAnswers((error) => errors.push(error.code), limits), errors }
}

function begin(running: RunningAnswers, script: ScriptedAnswer, isNew = true) {
  return running.start(ours, isNew ? null : script.conversationId, (signal) => script.run(signal))
}

async function take(events: AsyncGenerator<NumberedEvent>, count: number): Promise<NumberedEvent[]> {
  const taken: NumberedEvent[] = []
  while (taken.length < count) {
    const next = await events.next()
    if (next.done) break
    taken.push(next.value)
  }
  return taken
}

const wordsOf = (events: NumberedEvent[]) => events.map((event) => (event.type === 'text-delta' ? event.text : event.type))

describe('RunningAnswers', () => {
  it('tells the answer how much of it was seen by who stops it', async () => {
    const { running } = registry()
    const script = new ScriptedAnswer('a')
    let signal: AbortSignal | undefined
    await running.start(ours, null, (given) => {
      signal = given
      return script.run(given)
    })
    await running.stop(ours, 'a', 3)
    expect(seenEventsOf(signal)).toBe(3)
    expect(seenEventsOf(AbortSignal.abort())).toBeNull()
  })

  it('goes on when its reader leaves, and gives who comes back exactly what was missed', async () => {
    const { running } = registry()
    const script = new ScriptedAnswer('a')
    expect(await begin(running, script)).toBe('a')
    const leave = new AbortController()
    const first = running.read(ours, 'a', 0, leave.signal)
    script.write('Ten ')
    const seen = await take(first, 2)
    expect(wordsOf(seen)).toEqual(['answer-start', 'Ten '])
    const waiting = first.next()
    leave.abort()
    expect((await waiting).done).toBe(true)
    script.write('years', ' at', ' least')
    script.finish()
    const rest = await take(running.read(ours, 'a', seen.at(-1)?.eventId ?? 0), 10)
    expect(rest.map(({ eventId }) => eventId)).toEqual(rest.map((_, index) => index + 3))
    expect(wordsOf(rest).at(-1)).toBe('answer-end')
    expect(script.isStopped).toBe(false)
    expect(await take(running.read(ours, 'a', 1000), 1)).toEqual([])
  })

  it('gives every reader the same events, each at its own pace', async () => {
    const { running } = registry()
    const script = new ScriptedAnswer('a')
    await begin(running, script)
    const [one, two] = [running.read(ours, 'a', 0), running.read(ours, 'a', 0)]
    script.write('Ten ')
    expect(wordsOf(await take(one, 2))).toEqual(['answer-start', 'Ten '])
    const both = Promise.all([take(one, 10), take(two, 10)])
    script.write('years')
    await new Promise((resolve) => setImmediate(resolve))
    script.finish()
    const [ofOne, ofTwo] = await both
    expect(wordsOf(ofOne)).toEqual(['years', 'answer-end'])
    expect(wordsOf(ofTwo)).toEqual(['answer-start', 'Ten ', 'years', 'answer-end'])
  })

  it('ends for all readers when it is stopped, and only in its own workspace', async () => {
    const { running, errors } = registry()
    const script = new ScriptedAnswer('a')
    await begin(running, script)
    script.write('Ten ')
    const reader = take(running.read(ours, 'a', 0), 10)
    expect(() => running.read(theirs, 'a', 0)).toThrow(expect.objectContaining({ code: 'not_found' }))
    await expect(running.stop(theirs, 'a')).rejects.toMatchObject({ code: 'not_found' })
    await running.stop(ours, 'a')
    expect(script.isStopped).toBe(true)
    expect((await reader).at(-1)).toMatchObject({ type: 'answer-error', code: 'cancelled' })
    await running.stop(ours, 'a')
    expect(errors).toEqual([])
  })

  it('says which answer of a conversation is being written, and lets none begin beside it', async () => {
    const { running } = registry()
    const script = new ScriptedAnswer('a', 'c')
    await begin(running, script, false)
    expect(running.runningIn(ours, 'c')).toBe('a')
    expect(running.runningIn(theirs, 'c')).toBeNull()
    await expect(begin(running, new ScriptedAnswer('b', 'c'), false)).rejects.toMatchObject({ code: 'conflict' })
    await running.stop(ours, 'a')
    expect(running.runningIn(ours, 'c')).toBeNull()
    const both = await Promise.allSettled([begin(running, new ScriptedAnswer('b', 'c'), false), begin(running, new ScriptedAnswer('d', 'c'), false)])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    await running.close()
  })

  it('passes on what fails before the first event, and tells readers of what fails after it', async () => {
    const { running, errors } = registry()
    const refusing = async function* (): AsyncGenerator<AnswerEvent> {
      yield* []
      throw new AppError('not_found', 'no such conversation')
    }
    await expect(running.start(ours, 'c', refusing)).rejects.toMatchObject({ code: 'not_found' })
    const failing = async function* (signal: AbortSignal): AsyncGenerator<AnswerEvent> {
      const first = await new ScriptedAnswer('a').run(signal).next()
      if (!first.done) yield first.value
      throw new AppError('database_failed', 'the answer could not be kept')
    }
    await running.start(ours, 'c', failing)
    expect((await take(running.read(ours, 'a', 0), 10)).at(-1)).toMatchObject({ type: 'answer-error', code: 'database_failed' })
    expect(errors).toEqual(['database_failed'])
  })

  it('keeps ended answers only so many, so large and so long', async () => {
    const { running } = registry({ mostKept: 2 })
    for (const id of ['a', 'b', 'c']) {
      const script = new ScriptedAnswer(id)
      await begin(running, script)
      script.finish()
      await take(running.read(ours, id, 0), 10)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(() => running.read(ours, 'a', 0)).toThrow(expect.objectContaining({ code: 'not_found' }))
    expect(await take(running.read(ours, 'c', 0), 10)).toHaveLength(2)

    const small = registry({ mostKeptBytes: 10 }).running
    const script = new ScriptedAnswer('large')
    await begin(small, script)
    await small.stop(ours, 'large')
    expect(() => small.read(ours, 'large', 0)).toThrow(expect.objectContaining({ code: 'not_found' }))

    const brief = registry({ keptMilliseconds: 1 }).running
    await begin(brief, new ScriptedAnswer('brief'))
    await brief.stop(ours, 'brief')
    await expect.poll(() => brief.stop(ours, 'brief').catch((error: AppError) => error.code)).toBe('not_found')
  })

  it('stops an answer that grows without end', async () => {
    const { running } = registry({ mostBytesOfOne: 4000 })
    const script = new ScriptedAnswer('a')
    await begin(running, script)
    script.write(...Array.from({ length: 100 }, () => 'x'.repeat(100)))
    const events = await take(running.read(ours, 'a', 0), 1000)
    expect(events.at(-1)).toMatchObject({ type: 'answer-error', code: 'cancelled' })
    expect(events.length).toBeLessThan(50)
  })

  it('stops all of them when the app goes down, and begins no more', async () => {
    const { running } = registry()
    const scripts = ['a', 'b', 'c'].map((id) => new ScriptedAnswer(id))
    for (const script of scripts) await begin(running, script)
    await running.close()
    expect(scripts.map(({ isStopped }) => isStopped)).toEqual([true, true, true])
    await expect(begin(running, new ScriptedAnswer('late'))).rejects.toMatchObject({ code: 'cancelled' })
  })
})
