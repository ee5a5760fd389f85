import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { getTranslations } from 'next-intl/server'
import { SettingsView } from '@/components/settings/settings-view'
import { readTheme, themeCookie } from '@/components/shell/theme'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('title') }
}

export default async function SettingsPage() {
  const cookieStore = await cookies()
  return <SettingsView initialTheme={readTheme(cookieStore.get(themeCookie)?.value)} />
}
