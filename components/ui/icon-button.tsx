'use client'

import type { ComponentProps } from 'react'
import { Tooltip } from './tooltip'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  /** The button's name for screen readers, and its tooltip. */
  label: string
  size?: 'sm' | 'md'
  tone?: 'default' | 'danger'
  tooltipSide?: 'top' | 'right' | 'bottom' | 'left'
}

export function IconButton({ label, size = 'md', tone = 'default', tooltipSide = 'top', type = 'button', className = '', children, ...rest }: IconButtonProps) {
  const edge = size === 'sm' ? 'size-8 rounded-lg' : 'size-10 rounded-[10px]'
  const color = tone === 'danger' ? 'text-danger hover:bg-danger-soft' : 'text-text-muted hover:bg-surface-hover hover:text-text'
  return (
    <Tooltip label={label} side={tooltipSide}>
      <button
        type={type}
        aria-label={label}
        className={`inline-flex shrink-0 items-center justify-center transition-colors disabled:cursor-not-allowed disabled:opacity-50 ${edge} ${color} ${className}`}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  )
}
