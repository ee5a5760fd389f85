import { type ReactNode, useId } from 'react'

export function SettingSection({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="rounded-xl border border-border bg-surface-raised p-4 sm:p-6">
      <h2 id={id} className="text-lg font-semibold">
        {title}
      </h2>
      {lead ? <p className="mt-1 text-sm text-text-muted">{lead}</p> : null}
      <div className="mt-4 flex flex-col gap-4">{children}</div>
    </section>
  )
}

/** Names and values, one pair a line where there is room. */
export function FactList({ facts }: { facts: Array<{ name: string; value: ReactNode }> }) {
  return (
    <dl className="flex flex-col gap-2 text-sm">
      {facts.map(({ name, value }) => (
        <div key={name} className="grid gap-x-4 sm:grid-cols-[12rem_1fr]">
          <dt className="text-text-muted">{name}</dt>
          <dd className="font-medium wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
