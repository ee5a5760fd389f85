'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Dialog as RadixDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { useReturnFocus } from './use-return-focus'

interface DialogProps {
  title: string
  description?: string
  /** Element that opens the dialog; leave it out when `open` is controlled. */
  trigger?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** Called as the focus is about to go back to where it was; prevent it to put the focus elsewhere. */
  onReturnFocus?: (event: Event) => void
  /** Called before a press beside the dialog closes it; prevent it to keep the dialog open. */
  onPressOutside?: (event: Event) => void
  width?: 'md' | 'lg'
  children: ReactNode
}

export const overlayClasses = 'fixed inset-0 z-40 animate-appear bg-shade'

export function Dialog({ title, description, trigger, open, onOpenChange, onReturnFocus, onPressOutside, width = 'md', children }: DialogProps) {
  const t = useTranslations('shell')
  const returnFocus = useReturnFocus(onReturnFocus)
  return (
    <RadixDialog.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger ? <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger> : null}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={overlayClasses} />
        <RadixDialog.Content
          {...returnFocus}
          {...(onPressOutside ? { onInteractOutside: onPressOutside } : {})}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={`fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 animate-appear scroll-pb-20 overflow-y-auto rounded-xl border border-border bg-surface-raised p-5 shadow-xl sm:p-6 ${width === 'lg' ? 'max-w-3xl' : 'max-w-md'}`}
        >
          <div className="mb-4 pr-9">
            <RadixDialog.Title className="text-lg font-semibold">{title}</RadixDialog.Title>
            {description ? <RadixDialog.Description className="mt-1 text-sm text-text-muted">{description}</RadixDialog.Description> : null}
          </div>
          {children}
          <RadixDialog.Close
            aria-label={t('close')}
            className="absolute top-4 right-4 inline-flex size-8 items-center justify-center rounded-lg text-text-muted hover:bg-surface-hover hover:text-text"
          >
            <X aria-hidden size={18} />
          </RadixDialog.Close>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

/** The buttons at the end of a dialog that may be longer than the window: they stay in sight while it is scrolled. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div className="sticky -bottom-5 -mx-5 -mb-5 flex flex-wrap justify-end gap-2 border-t border-border bg-surface-raised px-5 py-4 sm:-bottom-6 sm:-mx-6 sm:-mb-6 sm:px-6">
      {children}
    </div>
  )
}
