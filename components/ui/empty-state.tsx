import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon?: ReactNode
  title: string
  description?: string
  /** A button or link for the next step. */
  action?: ReactNode
  /** True where this is all the page shows: its title is then the page's heading. */
  isPage?: boolean
}

export function EmptyState({ icon, title, description, action, isPage = false }: EmptyStateProps) {
  const Heading = isPage ? 'h1' : 'h2'
  return (
    <div className="flex flex-col items-center px-4 py-12 text-center">
      {icon ? (
        <div aria-hidden className="mb-4 flex size-12 items-center justify-center rounded-xl bg-accent-soft text-accent">
          {icon}
        </div>
      ) : null}
      <Heading className="text-lg font-semibold text-balance">{title}</Heading>
      {description ? <p className="mt-1.5 max-w-md text-balance text-text-muted">{description}</p> : null}
      {action ? <div className="mt-5">{action}</div> : null}
    </div>
  )
}
