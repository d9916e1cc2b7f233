import { type ReactElement, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Select } from '@/components/field'
import { Field, fieldClass } from '@/components/field'
import type { FieldSpec, Values } from './form-schema'

interface FieldsProps {
  fields: FieldSpec[]
  values: Values
  /** The last characters of the secrets that are kept already. */
  tails: Record<string, string>
  onChange: (values: Values) => void
}

/** The fields that a provider's kind asks for. */
export function OptionFields({ fields, values, tails, onChange }: FieldsProps): ReactElement {
  return (
    <>
      {fields.map((field) => (
        <OptionField
          key={field.name}
          field={field}
          value={values[field.name] ?? ''}
          tail={tails[field.name]}
          onChange={(value) => onChange({ ...values, [field.name]: value })}
        />
      ))}
    </>
  )
}

interface FieldProps {
  field: FieldSpec
  value: string | boolean | Values
  tail: string | undefined
  onChange: (value: string | boolean | Values) => void
}

function OptionField({ field, value, tail, onChange }: FieldProps): ReactElement {
  const label = useFieldLabel(field)
  if (field.kind === 'group') {
    return (
      <fieldset className="space-y-3 rounded-md border border-line p-3">
        <legend className="px-1 text-14 font-medium text-ink-2">{label}</legend>
        <OptionFields
          fields={field.fields}
          values={value as Values}
          tails={{}}
          onChange={onChange}
        />
      </fieldset>
    )
  }
  if (field.kind === 'flag') {
    return (
      <label className="flex items-center gap-2 text-14">
        <input
          type="checkbox"
          checked={value === true}
          onChange={(event) => onChange(event.target.checked)}
          className="size-5 accent-(--accent)"
        />
        {label}
      </label>
    )
  }
  if (field.kind === 'choice')
    return <Choice field={field} value={value as string} onChange={onChange} />
  if (field.kind === 'secret') {
    return <Secret field={field} value={value as string} tail={tail} onChange={onChange} />
  }
  return (
    <Field
      label={label}
      value={value as string}
      required={field.required}
      inputMode={field.kind === 'number' ? (field.whole ? 'numeric' : 'decimal') : undefined}
      placeholder={field.kind === 'text' ? (field.hint ?? undefined) : undefined}
      autoComplete="off"
      spellCheck={false}
      maxLength={1000}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

interface TextProps {
  field: FieldSpec
  value: string
  onChange: (value: string) => void
}

function Choice({ field, value, onChange }: TextProps): ReactElement {
  const { t, i18n } = useTranslation()
  const label = useFieldLabel(field)
  const named = (each: string) => {
    const key = `models.choice.${each}`
    return i18n.exists(key) ? t(key as 'models.choice.local') : each
  }
  const options = field.choices.map((each) => ({ value: each, label: named(each) }))
  if (value === '') options.unshift({ value: '', label: t('models.choose') })
  return (
    <div>
      <p aria-hidden className="mb-1 text-14 font-medium text-ink-2">
        {label}
      </p>
      <Select label={label} value={value} onChange={onChange} options={options} />
    </div>
  )
}

/** A key is written and never read: a kept one shows its end. */
function Secret({ field, value, tail, onChange }: TextProps & { tail: string | undefined }) {
  const { t } = useTranslation()
  const id = useId()
  const label = useFieldLabel(field)
  const kept = tail !== undefined
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-14 font-medium text-ink-2">
        {label}
      </label>
      <input
        id={id}
        type="password"
        autoComplete="new-password"
        value={value}
        required={field.required && !kept}
        maxLength={10_000}
        aria-describedby={kept ? `${id}-kept` : undefined}
        onChange={(event) => onChange(event.target.value)}
        className={fieldClass}
      />
      {kept && (
        <p id={`${id}-kept`} className="mt-1 text-12 text-ink-3">
          {tail === '' ? t('models.keyKept') : t('models.keyKeptTail', { tail })}
        </p>
      )}
    </div>
  )
}

/** The page's own word for a setting it knows, else the title that the server gives. */
function useFieldLabel(field: FieldSpec): string {
  const { t, i18n } = useTranslation()
  const key = `models.field.${field.name}`
  return i18n.language !== 'ru' && i18n.exists(key) ? t(key as 'models.field.model') : field.title
}
