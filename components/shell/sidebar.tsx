'use client'

import { Database, FileText, FlaskConical, type LucideIcon, Settings, SquarePen } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { LanguageSwitch } from '../i18n/language-switch'
import { ConversationList } from './conversation-list'
import type { Theme } from './theme'
import { ThemeSwitch } from './theme-switch'
import { Wordmark } from './wordmark'

interface SidebarProps {
  initialTheme: Theme
  /** Called when a link inside is followed; the drawer closes itself with it. */
  onNavigate?: () => void
}

export function Sidebar({ initialTheme, onNavigate }: SidebarProps) {
  const t = useTranslations('shell')
  return (
    <div className="flex h-full min-h-0 flex-col gap-3 p-3">
      <div className="flex h-9 items-center px-1.5">
        <Wordmark />
      </div>
      <nav aria-label={t('navigation')} className="flex flex-col gap-px">
        <SidebarLink href="/" icon={SquarePen} label={t('newChat')} onNavigate={onNavigate} />
        <SidebarLink href="/documents" icon={FileText} label={t('documents')} onNavigate={onNavigate} />
        <SidebarLink href="/admin" icon={Database} label={t('collection')} except="/admin/lab" onNavigate={onNavigate} />
        <SidebarLink href="/admin/lab" icon={FlaskConical} label={t('lab')} onNavigate={onNavigate} />
      </nav>
      <div className="mx-1.5 border-t border-border" />
      <ConversationList onNavigate={onNavigate} />
      <div className="flex items-center gap-1 border-t border-border pt-2">
        <div className="min-w-0 flex-1">
          <SidebarLink href="/settings" icon={Settings} label={t('settings')} onNavigate={onNavigate} />
        </div>
        <ThemeSwitch key={initialTheme} initialTheme={initialTheme} />
        <LanguageSwitch />
      </div>
    </div>
  )
}

interface SidebarLinkProps {
  href: string
  icon: LucideIcon
  label: string
  /** Addresses below this one belong to another link. */
  except?: string
  onNavigate?: (() => void) | undefined
}

function isWithin(pathname: string, address: string): boolean {
  return pathname === address || pathname.startsWith(`${address}/`)
}

function SidebarLink({ href, icon: Icon, label, except, onNavigate }: SidebarLinkProps) {
  const pathname = usePathname()
  const isCurrent = href === '/' ? pathname === '/' : isWithin(pathname, href) && !(except && isWithin(pathname, except))
  return (
    <Link
      href={href}
      onClick={onNavigate}
      aria-current={isCurrent ? 'page' : undefined}
      className={`flex h-9 shrink-0 items-center gap-2.5 rounded-lg px-2.5 text-sm font-medium transition-colors ${isCurrent ? 'bg-accent-soft text-accent' : 'text-text hover:bg-surface-hover'}`}
    >
      <Icon aria-hidden size={17} className={isCurrent ? '' : 'text-text-muted'} />
      {label}
    </Link>
  )
}
