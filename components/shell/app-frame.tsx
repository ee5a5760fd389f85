'use client'

import { Menu as MenuIcon, SquarePen } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Dialog } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { overlayClasses } from '../ui/dialog'
import { IconButton } from '../ui/icon-button'
import { ConversationsProvider } from './conversations-context'
import { Sidebar } from './sidebar'
import type { Theme } from './theme'
import { Wordmark } from './wordmark'

interface AppFrameProps {
  initialTheme: Theme
  children: ReactNode
}

/** Pages for those who were given an address only have nothing around them. */
function isAlone(pathname: string): boolean {
  return pathname.startsWith('/share/')
}

/** What stands around every page: a sidebar beside it, or a top bar with a drawer where there is no room for one. */
export function AppFrame({ initialTheme, children }: AppFrameProps) {
  const t = useTranslations('shell')
  const pathname = usePathname()
  if (isAlone(pathname)) {
    return (
      <main id="content" tabIndex={-1} className="relative h-dvh overflow-y-auto outline-none print:h-auto print:overflow-visible">
        {children}
      </main>
    )
  }
  return (
    <ConversationsProvider>
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-lg bg-accent px-4 py-2 font-medium text-accent-contrast focus:translate-y-0 print:hidden"
      >
        {t('skipToContent')}
      </a>
      <div className="flex h-dvh flex-col lg:flex-row print:block print:h-auto">
        <TopBar initialTheme={initialTheme} />
        <aside className="hidden w-68 shrink-0 border-r border-border bg-surface lg:block print:hidden">
          <Sidebar initialTheme={initialTheme} />
        </aside>
        <main id="content" tabIndex={-1} className="relative min-h-0 min-w-0 flex-1 overflow-y-auto outline-none print:overflow-visible">
          {children}
        </main>
      </div>
    </ConversationsProvider>
  )
}

/** The drawer itself takes the focus: its first field would open the on-screen keyboard. */
function focusContent(event: Event) {
  event.preventDefault()
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus()
}

function TopBar({ initialTheme }: { initialTheme: Theme }) {
  const t = useTranslations('shell')
  const [open, setOpen] = useState(false)
  return (
    <header className="flex h-13 shrink-0 items-center justify-between border-b border-border bg-surface px-1.5 lg:hidden print:hidden">
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Trigger asChild>
          <IconButton label={t('openMenu')} tooltipSide="bottom">
            <MenuIcon aria-hidden size={20} />
          </IconButton>
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay className={overlayClasses} />
          <Dialog.Content
            aria-describedby={undefined}
            tabIndex={-1}
            onOpenAutoFocus={focusContent}
            className="fixed inset-y-0 left-0 z-50 w-[min(19rem,86vw)] animate-appear border-r border-border bg-surface shadow-xl outline-none"
          >
            <Dialog.Title className="sr-only">{t('navigation')}</Dialog.Title>
            <Sidebar initialTheme={initialTheme} onNavigate={() => setOpen(false)} />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
      <Wordmark />
      <Link
        href="/"
        aria-label={t('newChat')}
        className="inline-flex size-10 items-center justify-center rounded-[10px] text-text-muted hover:bg-surface-hover hover:text-text"
      >
        <SquarePen aria-hidden size={19} />
      </Link>
    </header>
  )
}
