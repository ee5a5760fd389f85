import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import { judgeFailure } from '@/lib/jobs/queue/judge-failure'
import { QueueCircuit } from '@/lib/jobs/queue/queue-circuit'

const judge = (code: ErrorCode, tries = 0, isQdrantThere = false) => judgeFailure(new AppError(code, 'x'), tries, isQdrantThere)

describe('judgeFailure', () => {
  it.each(['qdrant_unavailable', 'qdrant_disk_full', 'disk_full', 'database_busy'] as const)('lets a document wait for ever while there is %s', (code) => {
    expect(judge(code, 0)).toEqual({ kind: 'wait' })
    expect(judge(code, 1000)).toEqual({ kind: 'wait' })
  })

  it('counts a try when Qdrant answers others and not this document', () => {
    expect(judge('qdrant_unavailable', 0, true)).toEqual({ kind: 'again', delayMilliseconds: 1000 })
    expect(judge('qdrant_unavailable', 6, true)).toEqual({ kind: 'fail' })
  })

  it.each(['parser_crashed', 'embedder_failed'] as const)('tries %s three times', (code) => {
    expect([0, 1, 2].map((tries) => judge(code, tries).kind)).toEqual(['again', 'again', 'fail'])
  })

  it.each(['damaged_file', 'password_required', 'parse_memory_exceeded', 'parse_time_exceeded', 'internal_error'] as const)('does not try %s again', (code) => {
    expect(judge(code)).toEqual({ kind: 'fail' })
  })

  it('waits longer from try to try', () => {
    const delays = [0, 1, 2, 3, 4, 5].map((tries) => judge('storage_failed', tries))
    expect(delays.map((verdict) => ('delayMilliseconds' in verdict ? verdict.delayMilliseconds : null))).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000])
    expect(judge('storage_failed', 6)).toEqual({ kind: 'fail' })
  })
})

describe('QueueCircuit', () => {
  it('halts everything, lets one try after a wait that doubles up to a minute, and never gives up', () => {
    let now = Date.parse('2026-01-01T00:00:00Z')
    const circuit = new QueueCircuit(() => now)
    expect([circuit.limit(2), circuit.trouble]).toEqual([2, null])
    const waits = []
    for (let round = 0; round < 12; round++) {
      waits.push(circuit.trip('qdrant_unavailable') / 1000)
      expect(circuit.limit(2)).toBe(0)
      now += circuit.trip('qdrant_unavailable')
      expect(circuit.limit(2)).toBe(1)
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60])
    expect(circuit.close()).toBe(true)
    expect([circuit.limit(2), circuit.trouble, circuit.close()]).toEqual([2, null, false])
  })

  it('counts trouble that strikes two documents in work once, and says when it tries again', () => {
    const now = Date.parse('2026-01-01T00:00:00Z')
    const circuit = new QueueCircuit(() => now)
    circuit.trip('disk_full')
    circuit.trip('disk_full')
    expect(circuit.trouble).toEqual({ code: 'disk_full', retryAt: '2026-01-01T00:00:01.000Z' })
  })
})
