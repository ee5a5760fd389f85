import type { LucideIcon } from 'lucide-react'
import Link from 'next/link'

export interface LinkTab {
  href: string
  label: string
  icon?: LucideIcon
  isCurrent: boolean
}

/** Links to the pages that belong together. Links and not ARIA tabs: each leads to an address of its own. */
export function LinkTabs({ label, tabs }: { label: string; tabs: LinkTab[] }) {
  return (
    <nav aria-label={label} className="flex gap-1 overflow-x-auto overflow-y-hidden">
      {tabs.map(({ href, label: name, icon: Icon, isCurrent }) => (
        <Link
          key={href}
          href={href}
          aria-current={isCurrent ? 'page' : undefined}
          className={`-mb-px inline-flex h-11 shrink-0 items-center gap-2 border-b-2 px-3 text-sm font-medium outline-offset-[-2px] transition-colors ${isCurrent ? 'border-accent text-accent' : 'border-transparent text-text-muted hover:text-text'}`}
        >
          {Icon ? <Icon aria-hidden size={16} /> : null}
          {name}
        </Link>
      ))}
    </nav>
  )
}
