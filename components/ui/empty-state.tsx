import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon?: ReactNode
  title: string
  description?: string
  /** A button or link for the next step. */
  action?: ReactNode
}

export function EmptyState({ icon, title, description, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-4 py-12 text-center">
      {icon ? (
        <div aria-hidden className="mb-4 flex size-12 items-center justify-center rounded-xl bg-accent-soft text-accent">
          {icon}
        </div>
      ) : null}
      <h2 className="text-lg font-semibold text-balance">{title}</h2>
      {description ? <p className="mt-1.5 max-w-md text-balance text-text-muted">{description}</p> : null}
      {action ? <div className="mt-5">{action}</div> : null}
    </div>
  )
}
