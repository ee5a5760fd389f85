'use client'

import { ChevronDown } from 'lucide-react'
import { type ComponentProps, useId } from 'react'
import { describedBy, FieldFrame, inputClasses } from './field-frame'

interface SelectFieldProps extends Omit<ComponentProps<'select'>, 'children'> {
  label: string
  hint?: string
  error?: string | null
  options: ReadonlyArray<{ value: string; label: string }>
}

/** The browser's own list: it works with every keyboard, reader and phone. */
export function SelectField({ label, hint, error, id, options, className = '', ...rest }: SelectFieldProps) {
  const ownId = useId()
  const fieldId = id ?? ownId
  return (
    <FieldFrame id={fieldId} label={label} hint={hint} error={error}>
      <div className="relative">
        <select
          id={fieldId}
          className={`h-10 appearance-none truncate pr-9 ${inputClasses} ${className}`}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(fieldId, hint, error)}
          {...rest}
        >
          {options.map(({ value, label: name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden size={16} className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-text-muted" />
      </div>
    </FieldFrame>
  )
}
