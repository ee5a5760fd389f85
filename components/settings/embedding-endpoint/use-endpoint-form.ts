'use client'

import { useState } from 'react'
import { ApiFailure } from '@/components/api/api-failure'
import { callApi } from '@/components/api/call-api'

/** What `GET /api/settings/embedding-endpoint` answers. */
export interface EndpointSettings {
  baseUrl: string | null
  model: string | null
  modelId: string | null
  dimensions: number | null
  hasKey: boolean
  origin: 'environment' | 'saved' | 'none'
}

interface EndpointFields {
  baseUrl: string
  model: string
  apiKey: string
}

const address = '/api/settings/embedding-endpoint'

export function useEndpointForm(settings: EndpointSettings, onChanged: () => void) {
  const [fields, setFields] = useState<EndpointFields>({ baseUrl: settings.baseUrl ?? '', model: settings.model ?? '', apiKey: '' })
  const [problem, setProblem] = useState<'baseUrlInvalid' | 'modelMissing' | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [isSaving, setSaving] = useState(false)
  const [isSaved, setSaved] = useState(false)

  function change(part: Partial<EndpointFields>): void {
    setFields((before) => ({ ...before, ...part }))
    setProblem(null)
    setFailure(null)
    setSaved(false)
  }

  async function save(): Promise<void> {
    const [baseUrl, model, apiKey] = [fields.baseUrl.trim(), fields.model.trim(), fields.apiKey.trim()]
    setFailure(null)
    if (!URL.canParse(baseUrl) || !/^https?:/.test(baseUrl)) return setProblem('baseUrlInvalid')
    if (model === '') return setProblem('modelMissing')
    setSaving(true)
    try {
      await callApi(address, { method: 'PUT', body: { baseUrl, model, ...(apiKey ? { apiKey } : {}) } })
      setFields((before) => ({ ...before, apiKey: '' }))
      setSaved(true)
      onChanged()
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      setFailure(error.message)
    } finally {
      setSaving(false)
    }
  }

  async function remove(): Promise<void> {
    await callApi(address, { method: 'DELETE' })
    setFields({ baseUrl: '', model: '', apiKey: '' })
    setSaved(false)
    onChanged()
  }

  return { fields, problem, failure, isSaving, isSaved, change, save, remove }
}
