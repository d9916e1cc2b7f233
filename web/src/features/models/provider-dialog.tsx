import { useQuery } from '@tanstack/react-query'
import { type ReactElement, type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addProvider, changeProvider, listKinds, modelKeys, testProvider } from '@/api/models'
import type { DataClass, ModelForm, ModelKind, ModelProvider, ModelTest } from '@/api/types'
import { Button } from '@/components/button'
import { Dialog } from '@/components/dialog'
import { Field, Select } from '@/components/field'
import { Skeleton } from '@/components/states'
import { formatDuration } from '@/lib/format'
import { problemText } from '@/lib/problem-text'
import { AbroadFields } from './abroad-fields'
import { fieldsOf, initialValues, isEssential, optionsOf, type Values } from './form-schema'
import { OptionFields } from './option-fields'

interface DialogProps {
  /** Absent: a new one. */
  provider?: ModelProvider
  onClose: () => void
  onSaved: () => Promise<void>
}

export function ProviderDialog({ provider, onClose, onSaved }: DialogProps): ReactElement {
  const { t } = useTranslation()
  const kinds = useQuery({
    queryKey: modelKeys.kinds,
    queryFn: ({ signal }) => listKinds(signal),
    staleTime: Infinity,
  })
  const title = provider === undefined ? t('models.addTitle') : t('models.editTitle')
  return (
    <Dialog open onOpenChange={onClose} title={title}>
      {kinds.isPending ? (
        <Skeleton lines={5} label={title} />
      ) : kinds.isError ? (
        <p role="alert" className="text-14 text-loss">
          {problemText(kinds.error, t)}
        </p>
      ) : (
        <ProviderForm kinds={kinds.data} provider={provider} onClose={onClose} onSaved={onSaved} />
      )}
    </Dialog>
  )
}

interface FormProps extends Omit<DialogProps, 'provider'> {
  kinds: ModelKind[]
  provider: ModelProvider | undefined
}

const CLASSES: DataClass[] = ['public', 'internal', 'personal', 'secret']

function emptyForm(kind: string): ModelForm {
  return {
    name: '',
    kind,
    options: {},
    enabled: true,
    abroad_allowed: false,
    notification_adequate: false,
  }
}

function formOf(provider: ModelProvider): ModelForm {
  const { name, kind, options, streams, enabled, classes } = provider
  const { abroad_allowed, notification_number, notification_date, notification_adequate } = provider
  return {
    name,
    kind,
    options,
    streams,
    enabled,
    classes,
    abroad_allowed,
    notification_number,
    notification_date,
    notification_adequate,
  }
}

function ProviderForm({ kinds, provider, onClose, onSaved }: FormProps): ReactElement {
  const { t, i18n } = useTranslation()
  const [form, setForm] = useState<ModelForm>(() =>
    provider === undefined ? emptyForm(kinds[0]?.kind ?? '') : formOf(provider),
  )
  const kind = kinds.find((each) => each.kind === form.kind)
  const fields = fieldsOf(kind?.fields ?? {})
  const [values, setValues] = useState<Values>(() => initialValues(fields, form.options))
  const [error, setError] = useState<unknown>(null)
  const [tested, setTested] = useState<ModelTest | null>(null)
  const [busy, setBusy] = useState<'save' | 'test' | null>(null)
  const filled: ModelForm = { ...form, options: optionsOf(fields, values) }
  const abroad = kind?.region === 'foreign' || values.region === 'foreign'

  const attempt = async (what: 'save' | 'test', deed: () => Promise<void>) => {
    setBusy(what)
    setError(null)
    setTested(null)
    try {
      await deed()
    } catch (cause) {
      setError(cause)
    } finally {
      setBusy(null)
    }
  }
  const save = () =>
    attempt('save', async () => {
      await (provider === undefined
        ? addProvider(filled)
        : changeProvider(provider.id, filled, provider.version))
      await onSaved()
      onClose()
    })
  const test = () =>
    attempt('test', async () => {
      setTested(await testProvider(filled, provider?.id ?? null))
    })
  const essential = fields.filter(isEssential)
  const further = fields.filter((field) => !isEssential(field))
  const tails = provider?.tails ?? {}
  return (
    <form
      className="space-y-4"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault()
        void save()
      }}
    >
      <Field
        label={t('models.name')}
        value={form.name}
        required
        maxLength={100}
        onChange={(event) => setForm({ ...form, name: event.target.value })}
      />
      {provider === undefined && (
        <Select
          label={t('models.kind')}
          value={form.kind}
          onChange={(next) => {
            setForm({ ...form, kind: next })
            const other = kinds.find((each) => each.kind === next)
            setValues(initialValues(fieldsOf(other?.fields ?? {}), {}))
            setTested(null)
          }}
          options={kinds.map((each) => ({ value: each.kind, label: each.name }))}
        />
      )}
      <OptionFields fields={essential} values={values} tails={tails} onChange={setValues} />
      {abroad && <AbroadFields form={form} onChange={setForm} />}
      <ClassesField form={form} onChange={setForm} />
      <details className="rounded-md border border-line p-3">
        <summary className="cursor-pointer text-14 font-medium text-ink-2">
          {t('models.further')}
        </summary>
        <div className="mt-3 space-y-4">
          <OptionFields fields={further} values={values} tails={tails} onChange={setValues} />
          <Field
            label={t('models.streams')}
            inputMode="numeric"
            placeholder={String(kind?.streams ?? '')}
            value={form.streams ?? ''}
            onChange={(event) => {
              const streams = Number.parseInt(event.target.value, 10)
              setForm({ ...form, streams: Number.isNaN(streams) ? null : streams })
            }}
          />
        </div>
      </details>
      <label className="flex items-center gap-2 text-14">
        <input
          type="checkbox"
          checked={form.enabled}
          onChange={(event) => setForm({ ...form, enabled: event.target.checked })}
          className="size-5 accent-(--accent)"
        />
        {t('models.enabled')}
      </label>
      <div role="status" className="text-14">
        {busy === 'test' && t('models.testing')}
        {tested?.ok === true &&
          t('models.testOk', { took: formatDuration(tested.took_ms, i18n.language) })}
      </div>
      {(error !== null || tested?.ok === false) && (
        <p role="alert" className="text-14 text-loss">
          {error === null ? tested?.problem : problemText(error, t)}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t('action.cancel')}</Button>
        <Button disabled={busy !== null} onClick={() => void test()}>
          {t('models.test')}
        </Button>
        <Button type="submit" look="primary" disabled={busy !== null || form.name.trim() === ''}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  )
}

interface PartProps {
  form: ModelForm
  onChange: (form: ModelForm) => void
}

/** What the provider may be shown; nothing chosen by hand is the usual of its region. */
function ClassesField({ form, onChange }: PartProps): ReactElement {
  const { t } = useTranslation()
  const chosen = form.classes ?? null
  return (
    <fieldset className="space-y-2 rounded-md border border-line p-3">
      <legend className="px-1 text-14 font-medium text-ink-2">{t('models.classes')}</legend>
      <label className="flex items-center gap-2 text-14">
        <input
          type="checkbox"
          checked={chosen === null}
          onChange={(event) =>
            onChange({ ...form, classes: event.target.checked ? null : ['public'] })
          }
          className="size-5 accent-(--accent)"
        />
        {t('models.classesUsual')}
      </label>
      {chosen !== null &&
        CLASSES.map((each) => (
          <label key={each} className="flex items-center gap-2 text-14">
            <input
              type="checkbox"
              checked={chosen.includes(each)}
              onChange={(event) => {
                const others = chosen.filter((other) => other !== each)
                onChange({ ...form, classes: event.target.checked ? [...others, each] : others })
              }}
              className="size-5 accent-(--accent)"
            />
            {t(`models.class.${each}`)}
          </label>
        ))}
    </fieldset>
  )
}
