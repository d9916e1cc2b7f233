import { type InputHTMLAttributes, type ReactElement, type Ref, useId } from 'react'
import { cn } from '@/lib/cn'

export const fieldClass = cn(
  'w-full min-h-10 rounded-md border border-line-strong bg-surface px-3 py-2 text-16',
  'focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:border-accent',
)

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string
  error?: string | null | undefined
  ref?: Ref<HTMLInputElement>
}

/** A labelled input; its error is read out with it. */
export function Field({ label, error, className, ...rest }: FieldProps): ReactElement {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-14 font-medium text-ink-2">
        {label}
      </label>
      <input
        id={id}
        className={cn(fieldClass, error && 'border-loss', className)}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        {...rest}
      />
      {error ? (
        <p id={`${id}-error`} className="mt-1 text-14 text-loss">
          {error}
        </p>
      ) : null}
    </div>
  )
}

interface SelectProps<T extends string> {
  label: string
  value: T
  options: { value: T; label: string }[]
  onChange: (value: T) => void
}

/** A native select: the platform's own list is the best one on a phone. */
export function Select<T extends string>(props: SelectProps<T>): ReactElement {
  return (
    <select
      aria-label={props.label}
      value={props.value}
      onChange={(event) => {
        const chosen = props.options.find((option) => option.value === event.target.value)
        if (chosen) props.onChange(chosen.value)
      }}
      className="min-h-10 max-w-full rounded-md border border-line-strong bg-surface px-3 text-14"
    >
      {props.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
