import { ChevronDown } from 'lucide-react'
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
    <div className="relative min-w-0 max-sm:flex-1">
      <select
        aria-label={props.label}
        value={props.value}
        onChange={(event) => {
          const chosen = props.options.find((option) => option.value === event.target.value)
          if (chosen) props.onChange(chosen.value)
        }}
        className="min-h-10 w-full appearance-none rounded-md border border-line-strong bg-surface py-2 ps-3 pe-9 text-14 text-ellipsis"
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        size={16}
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-ink-3"
      />
    </div>
  )
}
