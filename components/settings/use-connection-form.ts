'use client'

import { useEffect, useRef, useState } from 'react'
import { ApiFailure, isAbort } from '@/components/api/api-failure'
import { callApi } from '@/components/api/call-api'
import type { LanguageModelSettings } from './settings'

interface ConnectionFields {
  baseUrl: string
  model: string
  apiKey: string
}

interface ConnectionErrors {
  baseUrl?: 'baseUrlInvalid'
  model?: 'modelMissing'
}

type Outcome = { kind: 'works' } | { kind: 'failed'; during: 'testFailed' | 'saveFailed'; message: string }

function findErrors({ baseUrl, model }: ConnectionFields): ConnectionErrors {
  return {
    ...(isWebAddress(baseUrl.trim()) ? {} : { baseUrl: 'baseUrlInvalid' as const }),
    ...(model.trim() === '' ? { model: 'modelMissing' as const } : {}),
  }
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol)
}

/** An empty key is left out: the server then keeps the saved one, for the same address only. */
function bodyOf({ baseUrl, model, apiKey }: ConnectionFields) {
  return { baseUrl: baseUrl.trim(), model: model.trim(), ...(apiKey.trim() ? { apiKey: apiKey.trim() } : {}) }
}

export function useConnectionForm(settings: LanguageModelSettings, handlers: { onEdited: () => void; onSaved: (model: string) => void }) {
  const [fields, setFields] = useState<ConnectionFields>({ baseUrl: settings.baseUrl ?? '', model: settings.model ?? '', apiKey: '' })
  const [errors, setErrors] = useState<ConnectionErrors>({})
  const [busy, setBusy] = useState<'testing' | 'saving' | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const request = useRef<AbortController | null>(null)
  useEffect(() => () => request.current?.abort(), [])

  function change(part: Partial<ConnectionFields>): void {
    setFields((before) => ({ ...before, ...part }))
    setErrors({})
    setOutcome(null)
    handlers.onEdited()
  }

  async function run(during: 'testing' | 'saving', send: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const found = findErrors(fields)
    setErrors(found)
    setOutcome(null)
    handlers.onEdited()
    if (Object.keys(found).length > 0) return
    const controller = new AbortController()
    request.current = controller
    setBusy(during)
    try {
      await send(controller.signal)
    } catch (error) {
      if (isAbort(error)) return
      if (!(error instanceof ApiFailure)) throw error
      setOutcome({ kind: 'failed', during: during === 'testing' ? 'testFailed' : 'saveFailed', message: error.message })
    } finally {
      setBusy(null)
    }
  }

  const test = () =>
    run('testing', async (signal) => {
      await callApi('/api/settings/llm/test', { method: 'POST', body: bodyOf(fields), signal })
      setOutcome({ kind: 'works' })
    })
  const save = () =>
    run('saving', async (signal) => {
      await callApi('/api/settings/llm', { method: 'PUT', body: bodyOf(fields), signal })
      setFields((before) => ({ ...before, apiKey: '' }))
      handlers.onSaved(fields.model.trim())
    })
  return { fields, errors, busy, outcome, change, test, save }
}
