'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef } from 'react'
import type { ApiFailure } from '@/components/api/api-failure'
import type { LlmPresetId } from '@/lib/domain/llm/llm-connection'
import { llmPreset } from '@/lib/domain/llm/llm-presets'
import { whatToDo } from './what-to-do'

interface ConnectionTroubleProps {
  failure: ApiFailure
  preset: LlmPresetId
  model: string
  /** True when only the list of models could not be had: the name can still be typed. */
  isListing?: boolean
  /** What can be done about it here. */
  children?: ReactNode
}

/** Why a server did not answer as hoped, and what to do about it with this kind of server. */
export function ConnectionTrouble({ failure, preset, model, isListing = false, children }: ConnectionTroubleProps) {
  const t = useTranslations('connections')
  const advice = whatToDo(preset, failure.code)
  const { exampleModel, baseUrl } = llmPreset(preset)
  const notice = useRef<HTMLDivElement>(null)
  // In a form that is longer than the window it would appear below the edge.
  useEffect(() => {
    void notice.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={notice} role="alert" className="flex items-start gap-3 rounded-[10px] bg-danger-soft px-4 py-3 text-sm">
      <CircleAlert aria-hidden size={18} className="mt-0.5 shrink-0 text-danger" />
      <div className="flex min-w-0 flex-1 flex-col gap-1.5 wrap-anywhere">
        <p className="font-semibold">{failure.message}</p>
        {advice ? <p>{t(`help.${advice}`, { model: model.trim() || exampleModel, address: baseUrl ?? '' })}</p> : null}
        {isListing ? <p>{t('typeModel')}</p> : null}
        {children}
      </div>
    </div>
  )
}
