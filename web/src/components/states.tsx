import type { ReactElement, ReactNode } from 'react'
import { cn } from '@/lib/cn'

interface StateProps {
  title: string
  text: string
  children?: ReactNode
  role?: 'alert' | 'status'
}

/** A designed state of a whole place: empty, missing, broken. */
export function StateCard({ title, text, children, role }: StateProps): ReactElement {
  return (
    <div role={role} className="mx-auto max-w-md px-4 py-16 text-center">
      <h2 className="text-20 font-semibold text-balance">{title}</h2>
      <p className="mt-2 text-ink-2 text-pretty">{text}</p>
      {children ? <div className="mt-6 flex flex-wrap justify-center gap-2">{children}</div> : null}
    </div>
  )
}

/** Lines that hold the place of text while it loads. */
export function Skeleton({ lines = 4, label }: { lines?: number; label: string }): ReactElement {
  const widths = ['w-11/12', 'w-full', 'w-10/12', 'w-full', 'w-7/12']
  return (
    <div role="status" aria-label={label} className="space-y-3 py-2">
      {Array.from({ length: lines }, (_, i) => (
        <div
          key={i}
          className={cn('h-4 rounded-sm bg-sunken animate-breathe', widths[i % widths.length])}
        />
      ))}
    </div>
  )
}

interface ProgressProps {
  /** From 0 to 1. */
  value: number
  label: string
}

export function Progress({ value, label }: ProgressProps): ReactElement {
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className="h-1 w-full overflow-hidden rounded-full bg-line"
    >
      <div
        className="h-full rounded-full bg-accent transition-[width] duration-150"
        style={{ width: `${percent}%` }}
      />
    </div>
  )
}
