'use client'

import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'

interface MenuProps {
  /** The button that opens the menu. */
  trigger: ReactNode
  align?: 'start' | 'center' | 'end'
  side?: 'top' | 'bottom'
  children: ReactNode
}

const itemClasses =
  'flex min-h-9 items-center gap-2.5 rounded-lg px-2.5 text-sm outline-offset-[-2px] select-none data-[disabled]:opacity-50 data-[highlighted]:bg-surface-hover'

export function Menu({ trigger, align = 'end', side = 'bottom', children }: MenuProps) {
  return (
    // Not modal: that would hide the page from screen readers while its controls could still be focused.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 min-w-44 animate-appear rounded-xl border border-border bg-surface-raised p-1 shadow-lg"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

interface MenuItemProps {
  icon?: ReactNode
  tone?: 'default' | 'danger'
  disabled?: boolean
  onSelect: () => void
  children: ReactNode
}

export function MenuItem({ icon, tone = 'default', disabled = false, onSelect, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item disabled={disabled} onSelect={onSelect} className={`${itemClasses} ${tone === 'danger' ? 'text-danger' : ''}`}>
      {icon}
      {children}
    </DropdownMenu.Item>
  )
}

interface MenuChoiceProps {
  label: string
  value: string
  options: { value: string; label: string; lang?: string }[]
  onChange: (value: string) => void
}

/** A set of options of which one is chosen. */
export function MenuChoice({ label, value, options, onChange }: MenuChoiceProps) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChange} aria-label={label}>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={itemClasses}>
          <span lang={option.lang} className="flex-1">
            {option.label}
          </span>
          <DropdownMenu.ItemIndicator>
            <Check aria-hidden size={16} className="text-accent" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}
