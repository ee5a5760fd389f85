import type { ComponentProps } from 'react'
import { Spinner } from './spinner'

interface ButtonProps extends ComponentProps<'button'> {
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger'
  size?: 'sm' | 'md'
  /** Shows a spinner and refuses presses; the label stays so that the width does too. */
  loading?: boolean
}

const variantClasses = {
  primary: 'bg-accent text-accent-contrast border-transparent hover:opacity-90',
  secondary: 'bg-surface-raised text-text border-border hover:bg-surface-hover',
  ghost: 'bg-transparent text-text border-transparent hover:bg-surface-hover',
  danger: 'bg-danger text-background border-transparent hover:opacity-90',
}

const sizeClasses = {
  sm: 'h-8 px-3 text-sm gap-1.5 rounded-lg',
  md: 'h-10 px-4 text-[0.9375rem] gap-2 rounded-[10px]',
}

/** The look of a button, for links that stand where a button would. */
export function buttonClasses(variant: keyof typeof variantClasses = 'secondary', size: keyof typeof sizeClasses = 'md'): string {
  const shared = 'inline-flex shrink-0 items-center justify-center border font-medium whitespace-nowrap transition-colors select-none'
  return `${shared} disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:opacity-50 ${variantClasses[variant]} ${sizeClasses[size]}`
}

export function Button({ variant = 'secondary', size = 'md', loading = false, type = 'button', className = '', disabled, children, ...rest }: ButtonProps) {
  return (
    <button type={type} className={`${buttonClasses(variant, size)} ${className}`} disabled={disabled || loading} aria-busy={loading || undefined} {...rest}>
      {loading ? <Spinner size={14} /> : null}
      {children}
    </button>
  )
}
