import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

interface PageFrameProps {
  title: ReactNode
  lead?: ReactNode
  back?: { href: string; label: string }
  actions?: ReactNode
  /** As wide as the window, for things side by side. */
  isWide?: boolean
  children: ReactNode
}

/** The frame of the collection's pages: way back, heading, actions, then sections. */
export function PageFrame({ title, lead, back, actions, isWide = false, children }: PageFrameProps) {
  return (
    <div className={`relative mx-auto flex w-full flex-col gap-8 px-4 py-6 sm:px-8 sm:py-8 ${isWide ? 'max-w-[120rem]' : 'max-w-5xl'}`}>
      <header className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          {back ? (
            <Link href={back.href} className="mb-2 -ml-1 inline-flex items-center gap-0.5 rounded text-sm text-text-muted hover:text-text">
              <ChevronLeft aria-hidden size={16} />
              {back.label}
            </Link>
          ) : null}
          <h1 className="text-2xl font-semibold wrap-anywhere">{title}</h1>
          {lead ? <p className="mt-1 text-text-muted">{lead}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </header>
      {children}
    </div>
  )
}

export function Section({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <div>
        <h2 className="text-lg font-semibold">{title}</h2>
        {hint ? <p className="text-sm text-text-muted">{hint}</p> : null}
      </div>
      {children}
    </section>
  )
}
