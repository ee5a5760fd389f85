interface ProgressBarProps {
  /** From 0 to `max`. */
  value: number
  max: number
  /** Says what is in progress; read out, not drawn. */
  label: string
}

/** A native progress element: no inline style is needed, so a strict content policy cannot break it. */
export function ProgressBar({ value, max, label }: ProgressBarProps) {
  return (
    <progress
      aria-label={label}
      max={Math.max(max, 1)}
      value={Math.min(Math.max(value, 0), Math.max(max, 1))}
      className="block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-surface-hover [&::-moz-progress-bar]:rounded-full [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-surface-hover [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-accent [&::-webkit-progress-value]:transition-all"
    />
  )
}
