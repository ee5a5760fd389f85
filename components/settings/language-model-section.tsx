'use client'

import { CircleCheck, KeyRound, Quote } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callApi } from '@/components/api/call-api'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ConnectionForm } from './connection-form'
import { FactList, SettingSection } from './setting-section'
import type { LanguageModelSettings } from './settings'

/** Which language model writes the answers, and how to change it. */
export function LanguageModelSection({ settings, onChanged }: { settings: LanguageModelSettings; onChanged: () => void }) {
  const t = useTranslations('settings.llm')
  const [notice, setNotice] = useState<string | null>(null)

  async function disconnect(): Promise<void> {
    await callApi('/api/settings/llm', { method: 'DELETE' })
    setNotice(t('disconnected'))
    onChanged()
  }

  function noteSaved(model: string): void {
    setNotice(t('savedOk', { model }))
    onChanged()
  }

  return (
    <SettingSection title={t('heading')} lead={t('lead')}>
      <ConnectionState settings={settings} />
      {settings.origin === 'environment' ? (
        <p className="rounded-[10px] bg-surface px-4 py-3 text-sm">{t('environmentDetail')}</p>
      ) : (
        <ConnectionForm key={`${settings.baseUrl} ${settings.model}`} settings={settings} onEdited={() => setNotice(null)} onSaved={noteSaved} />
      )}
      {notice ? (
        <p role="status" className="flex items-center gap-2 text-sm text-success">
          <CircleCheck aria-hidden size={16} className="shrink-0" />
          {notice}
        </p>
      ) : null}
      {settings.origin === 'saved' ? (
        <div className="border-t border-border pt-4">
          <ConfirmDialog
            title={t('disconnectTitle')}
            description={t('disconnectDescription')}
            confirmLabel={t('disconnect')}
            tone="danger"
            onConfirm={disconnect}
            trigger={<Button size="sm">{t('disconnect')}</Button>}
          />
        </div>
      ) : null}
    </SettingSection>
  )
}

function ConnectionState({ settings }: { settings: LanguageModelSettings }) {
  const t = useTranslations('settings.llm')
  if (settings.origin === 'none')
    return (
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <Badge icon={<Quote aria-hidden size={12} />}>{t('none')}</Badge>
        {t('noneDetail')}
      </p>
    )
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Badge tone="success" icon={<CircleCheck aria-hidden size={12} />}>
          {t(settings.origin)}
        </Badge>
        <Badge icon={<KeyRound aria-hidden size={12} />}>{settings.hasKey ? t('keySaved') : t('keyNone')}</Badge>
      </div>
      <FactList
        facts={[
          { name: t('model'), value: settings.model },
          { name: t('baseUrl'), value: settings.baseUrl },
        ]}
      />
    </div>
  )
}
