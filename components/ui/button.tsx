import type { ComponentProps, MouseEvent } from 'react'
import { Spinner } from './spinner'

interface ButtonProps extends ComponentProps<'button'> {
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger'
  size?: 'sm' | 'md'
  /** Shows a spinner and refuses presses. It is not `disabled` meanwhile: that would take the keyboard's focus away. */
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
  return `${shared} disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50 ${variantClasses[variant]} ${sizeClasses[size]}`
}

export function Button({ variant = 'secondary', size = 'md', loading = false, type = 'button', className = '', onClick, children, ...rest }: ButtonProps) {
  function press(event: MouseEvent<HTMLButtonElement>) {
    if (loading) event.preventDefault()
    else onClick?.(event)
  }

  return (
    <button
      type={type}
      className={`${buttonClasses(variant, size)} ${className}`}
      aria-disabled={loading || undefined}
      aria-busy={loading || undefined}
      onClick={press}
      {...rest}
    >
      {loading ? <Spinner size={14} /> : null}
      {children}
    </button>
  )
}
