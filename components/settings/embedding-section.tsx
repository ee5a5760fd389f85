'use client'

import { Info } from 'lucide-react'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import { FactList, SettingSection } from './setting-section'

export function EmbeddingSection({ model }: { model: EmbeddingModel }) {
  const t = useTranslations('settings.embedding')
  const format = useFormatter()
  const names = new Intl.DisplayNames([useLocale()], { type: 'language', fallback: 'code' })
  const languages = format.list(
    model.languages.map((code) => names.of(code) ?? code),
    { type: 'conjunction' },
  )
  return (
    <SettingSection title={t('heading')} lead={t('lead')}>
      <FactList
        facts={[
          { name: t('model'), value: model.id },
          { name: t('dimensions'), value: format.number(model.dimensions) },
          { name: t('maxTokens'), value: format.number(model.maxTokens) },
          { name: t('languages'), value: languages },
        ]}
      />
      <p className="flex items-start gap-2.5 rounded-[10px] bg-accent-soft px-4 py-3 text-sm">
        <Info aria-hidden size={18} className="mt-0.5 shrink-0 text-accent" />
        {model.languages.includes('ko') ? t('koreanServed') : t('koreanNote')}
      </p>
    </SettingSection>
  )
}
