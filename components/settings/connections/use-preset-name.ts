import { useTranslations } from 'next-intl'
import type { LlmPresetId } from '@/lib/domain/llm/llm-connection'
import { llmPreset } from '@/lib/domain/llm/llm-presets'

/** What a kind of server is called: as its maker writes it, or in the interface's words. */
export function usePresetName(): (id: LlmPresetId) => string {
  const t = useTranslations('connections')
  return (id) => (id === 'this-machine' ? t('thisMachine') : llmPreset(id).name || t('otherServer'))
}
