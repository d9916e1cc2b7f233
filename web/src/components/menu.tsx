import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { cn } from '@/lib/cn'

/** The menu gives the focus back to its button first; a dialog then knows where to return it. */
const FOCUS_BACK_MS = 20

const item = cn(
  'flex min-h-9 cursor-default select-none items-center gap-2 rounded-sm px-3 py-1 text-14',
  'outline-none data-highlighted:bg-sunken pointer-coarse:min-h-11',
)

interface MenuProps {
  trigger: ReactNode
  children: ReactNode
  align?: 'start' | 'end'
}

export function Menu({ trigger, children, align = 'end' }: MenuProps): ReactElement {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-48 max-w-80 rounded-md border border-line bg-surface p-1 animate-appear"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

interface MenuItemProps {
  onSelect: () => void
  children: ReactNode
  loss?: boolean
}

export function MenuItem({ onSelect, children, loss }: MenuItemProps): ReactElement {
  return (
    <Radix.Item
      className={cn(item, loss === true && 'text-loss')}
      onSelect={() => setTimeout(onSelect, FOCUS_BACK_MS)}
    >
      {children}
    </Radix.Item>
  )
}

export function MenuLabel({ children }: { children: ReactNode }): ReactElement {
  return <Radix.Label className="px-3 py-1 text-12 text-ink-3">{children}</Radix.Label>
}

export function MenuLine(): ReactElement {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />
}

interface MenuChoiceProps<T extends string> {
  value: T
  options: { value: T; label: string; lang?: string }[]
  onChange: (value: T) => void
}

export function MenuChoice<T extends string>(props: MenuChoiceProps<T>): ReactElement {
  return (
    <Radix.RadioGroup
      value={props.value}
      onValueChange={(value) => {
        const chosen = props.options.find((option) => option.value === value)
        if (chosen) props.onChange(chosen.value)
      }}
    >
      {props.options.map((option) => (
        <Radix.RadioItem
          key={option.value}
          value={option.value}
          lang={option.lang}
          className={item}
        >
          <span className="inline-flex w-4">
            <Radix.ItemIndicator>
              <Check size={16} aria-hidden />
            </Radix.ItemIndicator>
          </span>
          {option.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  )
}
