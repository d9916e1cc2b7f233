import type { ButtonHTMLAttributes, ReactElement, Ref } from 'react'
import { cn } from '@/lib/cn'

type Look = 'primary' | 'plain' | 'quiet' | 'loss'

const looks: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong disabled:bg-sunken disabled:text-ink-3',
  plain: 'border border-line bg-surface text-ink hover:bg-sunken disabled:text-ink-3',
  quiet: 'text-ink-2 hover:bg-sunken hover:text-ink disabled:text-ink-3',
  loss: 'border border-loss text-loss hover:bg-loss-soft disabled:text-ink-3',
}

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look
  ref?: Ref<HTMLButtonElement>
}

export function buttonClass(look: Look): string {
  return cn(
    'inline-flex min-h-10 items-center justify-center gap-2 rounded-md px-4 py-2 text-14 font-medium',
    'transition-colors disabled:cursor-not-allowed',
    looks[look],
  )
}

export function Button({ look = 'plain', className, ...rest }: ButtonProps): ReactElement {
  return <button type="button" className={cn(buttonClass(look), className)} {...rest} />
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What the button does, in words: its accessible name and its tooltip. */
  label: string
  ref?: Ref<HTMLButtonElement>
}

/** A square button of an icon. The target is 36 px, 40 px on touch screens. */
export function IconButton({ label, className, ...rest }: IconButtonProps): ReactElement {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cn(
        'inline-flex size-9 shrink-0 items-center justify-center rounded-md text-ink-2',
        'transition-colors hover:bg-sunken hover:text-ink pointer-coarse:size-10',
        'disabled:cursor-not-allowed disabled:text-ink-3 disabled:opacity-50',
        className,
      )}
      {...rest}
    />
  )
}
