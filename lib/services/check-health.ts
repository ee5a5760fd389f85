import { toAppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'

export interface HealthCheck {
  status: 'ok' | 'failed' | 'off'
  code?: ErrorCode
}

export interface Health {
  /** `degraded`: questions are answered, but not by the language model that is set up. */
  status: 'ok' | 'degraded' | 'unavailable'
  checks: { qdrant: HealthCheck; database: HealthCheck; embedder: HealthCheck; llm: HealthCheck }
}

export interface HealthProbes {
  qdrant: () => Promise<void>
  database: () => Promise<void>
  embedder: () => Promise<void>
  /** Null when no language model is set up. */
  llm: (() => Promise<void>) | null
}

/** A probe that hangs counts as failed: whoever asks for health wants to know now. */
const probeMilliseconds = 5_000

/** Asks every part at once whether it can do its work. */
export async function checkHealth(probes: HealthProbes): Promise<Health> {
  const [qdrant, database, embedder, llm] = await Promise.all([
    runProbe(probes.qdrant, 'qdrant_unavailable'),
    runProbe(probes.database, 'database_failed'),
    runProbe(probes.embedder, 'embedder_failed'),
    probes.llm ? runProbe(probes.llm, 'llm_unreachable') : { status: 'off' as const },
  ])
  const canAnswer = [qdrant, database, embedder].every((check) => check.status === 'ok')
  return { status: canAnswer ? (llm.status === 'failed' ? 'degraded' : 'ok') : 'unavailable', checks: { qdrant, database, embedder, llm } }
}

async function runProbe(probe: () => Promise<void>, code: ErrorCode): Promise<HealthCheck> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<HealthCheck>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'failed', code }), probeMilliseconds)
  })
  const answer = probe().then(
    (): HealthCheck => ({ status: 'ok' }),
    (thrown: unknown): HealthCheck => ({ status: 'failed', code: toAppError(thrown, code).code }),
  )
  return Promise.race([answer, deadline]).finally(() => clearTimeout(timer))
}
