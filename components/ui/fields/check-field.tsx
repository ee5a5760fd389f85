import { type ComponentProps, useId } from 'react'

interface CheckFieldProps extends Omit<ComponentProps<'input'>, 'type'> {
  label: string
  hint?: string
}

/** A box to tick, with its words beside it. */
export function CheckField({ label, hint, id, ...rest }: CheckFieldProps) {
  const ownId = useId()
  const fieldId = id ?? ownId
  return (
    <div className="flex gap-2.5">
      <input id={fieldId} type="checkbox" aria-describedby={hint ? `${fieldId}-hint` : undefined} className="mt-1 size-4 shrink-0 accent-accent" {...rest} />
      <div className="min-w-0 flex-1">
        <label htmlFor={fieldId} className="block min-h-6 text-sm font-medium wrap-anywhere">
          {label}
        </label>
        {hint ? (
          <p id={`${fieldId}-hint`} className="text-sm text-text-muted">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  )
}
