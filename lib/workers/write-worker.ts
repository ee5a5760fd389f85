// The process of a language model that runs on this machine: loads one, writes one answer at a time, and ends with its parent. A process
// and not a thread, because only the end of a process gives all of its memory back, and because a model that takes more than there is
// must not take the app with it. It has no network.
import './forbid-network'
import { loadTextWriter, PromptTooLong, type Writer } from '@/lib/models/local-generator/load-text-writer'
import type { WriterOrder, WriterReply } from '@/lib/models/local-generator/write-messages'

let loading: Promise<Writer> | null = null
const stopped = new Set<number>()
let current: number | null = null

function reply(message: WriterReply): void {
  process.send?.(message)
}

function fail(requestId: number | null, error: unknown): void {
  reply({ type: 'failed', requestId, reason: error instanceof Error ? error.name : typeof error, isTooLong: error instanceof PromptTooLong })
}

async function write(writer: Writer, order: Extract<WriterOrder, { type: 'write' }>): Promise<void> {
  const { requestId } = order
  if (stopped.delete(requestId)) return reply({ type: 'end', requestId, inputTokens: 0, outputTokens: 0 })
  current = requestId
  try {
    await writer.write(order, (piece) => reply({ requestId, ...piece }))
  } catch (error) {
    fail(requestId, error)
  } finally {
    current = null
    stopped.clear()
  }
}

async function take(order: WriterOrder): Promise<void> {
  if (order.type === 'load') {
    loading = loadTextWriter(order)
    await loading.then(
      () => reply({ type: 'ready' }),
      (error: unknown) => fail(null, error),
    )
    return
  }
  const writer = await loading
  if (writer === null) return
  if (order.type === 'write') await write(writer, order)
  else if (current === order.requestId) writer.stop()
  else stopped.add(order.requestId)
}

process.on('disconnect', () => process.exit(0))
process.on('message', (order) => void take(order as WriterOrder))
