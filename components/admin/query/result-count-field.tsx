'use client'

import { TextField } from '@/components/ui/fields/text-field'

interface ResultCountFieldProps {
  label: string
  most: number
  value: number
  onChange: (value: number) => void
}

/** How many results are wanted, 1 to `most`. It holds 0 while it is empty: what is sent goes through `withinResultCount`. */
export function ResultCountField({ label, most, value, onChange }: ResultCountFieldProps) {
  return (
    <div className="w-20">
      <TextField
        label={label}
        type="number"
        inputMode="numeric"
        min={1}
        max={most}
        value={value || ''}
        onChange={(event) => onChange(event.target.valueAsNumber || 0)}
      />
    </div>
  )
}

export function withinResultCount(value: number, most: number): number {
  return Math.min(most, Math.max(1, Math.round(value) || 1))
}
