import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { checkHealth } from '@/lib/services/check-health'

const fine = async () => {}
const broken = (code: ConstructorParameters<typeof AppError>[0]) => async () => {
  throw new AppError(code, 'down')
}

describe('checkHealth', () => {
  it('is ok when everything answers, with or without a language model', async () => {
    expect(await checkHealth({ qdrant: fine, database: fine, embedder: fine, llm: null })).toEqual({
      status: 'ok',
      checks: { qdrant: { status: 'ok' }, database: { status: 'ok' }, embedder: { status: 'ok' }, llm: { status: 'off' } },
    })
    expect((await checkHealth({ qdrant: fine, database: fine, embedder: fine, llm: fine })).status).toBe('ok')
  })

  it('is degraded, and still answers, when only the language model is down', async () => {
    const health = await checkHealth({ qdrant: fine, database: fine, embedder: fine, llm: broken('llm_unauthorized') })
    expect(health).toMatchObject({ status: 'degraded', checks: { llm: { status: 'failed', code: 'llm_unauthorized' } } })
  })

  it.each(['qdrant', 'database', 'embedder'] as const)('is unavailable without %s', async (part) => {
    const probes = { qdrant: fine, database: fine, embedder: fine, llm: null, [part]: broken('qdrant_unavailable') }
    const health = await checkHealth(probes)
    expect(health.status).toBe('unavailable')
    expect(health.checks[part]).toEqual({ status: 'failed', code: 'qdrant_unavailable' })
  })
})
