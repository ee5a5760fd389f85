'use client'

import { useEffect, useRef, useState } from 'react'
import { ApiFailure, isAbort } from '@/components/api/api-failure'
import { callApi } from '@/components/api/call-api'
import type { LlmConnection, LlmPresetId } from '@/lib/domain/llm/llm-connection'
import { bodyOf, type ConnectionErrors, type ConnectionFields, draftOf, findErrors, withPreset } from './connection-fields'

export type FormWork = 'testing' | 'saving' | 'listing'
export type FormOutcome = { kind: 'works' } | { kind: 'failed'; during: FormWork; failure: ApiFailure }

interface FormParts {
  fields: ConnectionFields
  /** The saved one that is changed; null for a new one. */
  connection: LlmConnection | null
  /** `addedId`: of a new one. */
  onSaved: (name: string, addedId: string | null) => void
}

/** The state of the form for one connection. Saving tests first; what does not answer can be saved all the same. */
export function useConnectionForm({ fields: initial, connection, onSaved }: FormParts) {
  const [fields, setFields] = useState(initial)
  const [errors, setErrors] = useState<ConnectionErrors>({})
  const [models, setModels] = useState<string[] | null>(null)
  const [busy, setBusy] = useState<FormWork | null>(null)
  const [outcome, setOutcome] = useState<FormOutcome | null>(null)
  const request = useRef<AbortController | null>(null)
  useEffect(() => () => request.current?.abort(), [])
  const id = connection ? { id: connection.id } : {}

  function change(part: Partial<ConnectionFields>): void {
    setFields((before) => ({ ...before, ...part }))
    setErrors({})
    setOutcome(null)
    if (part.baseUrl !== undefined) setModels(null)
  }

  async function run(work: FormWork, send: (signal: AbortSignal) => Promise<void>): Promise<void> {
    request.current?.abort()
    const controller = new AbortController()
    request.current = controller
    setOutcome(null)
    setBusy(work)
    try {
      await send(controller.signal)
    } catch (error) {
      if (isAbort(error)) return
      if (!(error instanceof ApiFailure)) throw error
      setOutcome({ kind: 'failed', during: work, failure: error })
    } finally {
      if (request.current === controller) setBusy(null)
    }
  }

  function isComplete(): boolean {
    const found = findErrors(fields)
    setErrors(found)
    return Object.keys(found).length === 0
  }

  const askForTest = (signal: AbortSignal) => callApi('/api/connections/test', { method: 'POST', body: { ...draftOf(fields), ...id }, signal })
  async function keep(signal: AbortSignal): Promise<void> {
    const body = bodyOf(fields)
    if (connection) {
      await callApi(`/api/connections/${connection.id}`, { method: 'PATCH', body, signal })
      return onSaved(body.name, null)
    }
    const { connections } = await callApi<{ connections: LlmConnection[] }>('/api/connections', { method: 'POST', body, signal })
    // They come oldest first.
    onSaved(body.name, connections.at(-1)?.id ?? null)
  }

  async function list(of: ConnectionFields): Promise<void> {
    if (findErrors({ ...of, model: 'any' }).baseUrl) return setErrors(findErrors({ ...of, model: 'any' }))
    await run('listing', async (signal) => {
      const answer = await callApi<{ models: string[] }>('/api/connections/models', { method: 'POST', body: { ...draftOf(of), ...id }, signal })
      setModels(answer.models)
      const only = answer.models.length === 1 ? answer.models[0] : undefined
      if (only !== undefined) setFields((before) => (before.model === '' ? { ...before, model: only } : before))
    })
  }

  return {
    fields,
    errors,
    models,
    busy,
    outcome,
    change,
    choosePreset: (preset: LlmPresetId) => change(withPreset(fields, preset)),
    list: () => list(fields),
    test: async () => {
      if (!isComplete()) return
      await run('testing', async (signal) => {
        await askForTest(signal)
        setOutcome({ kind: 'works' })
      })
    },
    save: async () => {
      if (!isComplete()) return
      await run('saving', async (signal) => {
        await askForTest(signal)
        await keep(signal)
      })
    },
    saveUntested: async () => {
      if (isComplete()) await run('saving', keep)
    },
  }
}

export type ConnectionFormState = ReturnType<typeof useConnectionForm>
