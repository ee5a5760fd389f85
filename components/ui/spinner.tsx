import { LoaderCircle } from 'lucide-react'

interface SpinnerProps {
  /** Edge in CSS pixels. */
  size?: number
  /** Read out by screen readers; without it the spinner is decoration. */
  label?: string
}

export function Spinner({ size = 18, label }: SpinnerProps) {
  return (
    <span role={label ? 'status' : undefined} className="inline-flex">
      <LoaderCircle aria-hidden size={size} className="animate-spin" />
      {label ? <span className="sr-only">{label}</span> : null}
    </span>
  )
}
