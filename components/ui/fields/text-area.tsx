'use client'

import { type ComponentProps, useId } from 'react'
import { describedBy, FieldFrame, inputClasses } from './field-frame'

interface TextAreaProps extends ComponentProps<'textarea'> {
  label: string
  hint?: string
  error?: string | null
}

export function TextArea({ label, hint, error, id, rows = 6, className = '', ...rest }: TextAreaProps) {
  const ownId = useId()
  const fieldId = id ?? ownId
  return (
    <FieldFrame id={fieldId} label={label} hint={hint} error={error}>
      <textarea
        id={fieldId}
        rows={rows}
        className={`resize-y py-2 leading-relaxed ${inputClasses} ${className}`}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(fieldId, hint, error)}
        {...rest}
      />
    </FieldFrame>
  )
}
