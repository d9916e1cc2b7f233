import { useQuery } from '@tanstack/react-query'
import { type ReactElement, type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '@/api/client'
import { addEntry, changeEntry } from '@/api/dictionary'
import { listDepartments } from '@/api/documents'
import { useMe } from '@/api/session'
import type { DictionaryEntry, DictionaryKind } from '@/api/types'
import { Button } from '@/components/button'
import { Dialog } from '@/components/dialog'
import { Field, fieldClass, Select } from '@/components/field'
import { cn } from '@/lib/cn'
import { problemText } from '@/lib/problem-text'

interface EntryDialogProps {
  /** Absent: a new one. */
  entry?: DictionaryEntry
  onClose: () => void
  onSaved: () => Promise<void>
}

const KINDS: DictionaryKind[] = ['abbreviation', 'synonym', 'nickname']
const EVERYONE = ''
const KEEP = 'keep'

export function EntryDialog({ entry, onClose, onSaved }: EntryDialogProps): ReactElement {
  const { t } = useTranslation()
  const variantsId = useId()
  const [canonical, setCanonical] = useState(entry?.canonical ?? '')
  const [variants, setVariants] = useState(entry?.variants.join('\n') ?? '')
  const [kind, setKind] = useState<DictionaryKind>(entry?.kind ?? 'synonym')
  const scopes = useScopes(entry)
  const [scope, setScope] = useState<string | null>(null)
  const chosen = scope ?? scopes.initial
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const clash = error instanceof ApiError && error.problem.type === '/problems/dictionary-clash'
  const words = variants.split('\n').filter((line) => line.trim() !== '')
  const save = async (despiteClashes: boolean) => {
    setBusy(true)
    setError(null)
    const said = { canonical, variants: words, kind, despite_clashes: despiteClashes }
    const department = chosen === EVERYONE ? null : chosen
    try {
      if (entry === undefined) {
        await addEntry({ ...said, department_id: department, enabled: true })
      } else {
        const moved = chosen === scopes.initial ? {} : { department_id: department }
        await changeEntry(entry.id, { ...said, ...moved })
      }
      await onSaved()
      onClose()
    } catch (cause) {
      setError(cause)
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={entry === undefined ? t('dictionary.addTitle') : t('dictionary.editTitle')}
    >
      <form
        onSubmit={(event: SubmitEvent) => {
          event.preventDefault()
          void save(false)
        }}
        className="space-y-5"
      >
        <Field
          label={t('dictionary.term')}
          placeholder={t('dictionary.termHint')}
          value={canonical}
          maxLength={200}
          required
          onChange={(event) => setCanonical(event.target.value)}
        />
        <div>
          <label htmlFor={variantsId} className="mb-1 block text-14 font-medium text-ink-2">
            {t('dictionary.variants')}
          </label>
          <textarea
            id={variantsId}
            rows={4}
            required
            value={variants}
            aria-describedby={`${variantsId}-hint`}
            onChange={(event) => setVariants(event.target.value)}
            className={cn(fieldClass, 'block')}
          />
          <p id={`${variantsId}-hint`} className="mt-1 text-12 text-ink-3">
            {t('dictionary.variantsHint')}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Select
            label={t('dictionary.kind.label')}
            value={kind}
            onChange={setKind}
            options={KINDS.map((value) => ({ value, label: t(`dictionary.kind.${value}`) }))}
          />
          <Select
            label={t('dictionary.scope')}
            value={chosen}
            onChange={setScope}
            options={scopes.options}
          />
        </div>
        {error !== null && (
          <div role="alert" className="text-14 text-loss">
            {clash && <p className="font-medium">{t('dictionary.clashTitle')}</p>}
            <p>{problemText(error, t)}</p>
          </div>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          {clash && (
            <Button disabled={busy} onClick={() => void save(true)}>
              {t('dictionary.keepBoth')}
            </Button>
          )}
          <Button
            type="submit"
            look="primary"
            disabled={busy || canonical.trim() === '' || words.length === 0}
          >
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface Scopes {
  initial: string
  options: { value: string; label: string }[]
}

/** For whom one may keep a word: an editor for the own department, an administrator for anybody. */
function useScopes(entry: DictionaryEntry | undefined): Scopes {
  const { t } = useTranslation()
  const me = useMe()
  const admin = me.role === 'admin'
  const departments = useQuery({
    queryKey: ['departments'],
    queryFn: ({ signal }) => listDepartments(signal),
    enabled: admin,
  })
  const own = me.department ? [me.department] : []
  const named = (admin ? departments.data : own) ?? own
  const options = named.map(({ id, name }) => ({
    value: id,
    label: t('dictionary.department', { name }),
  }))
  if (admin) options.unshift({ value: EVERYONE, label: t('dictionary.everyone') })
  if (entry?.document) options.unshift({ value: KEEP, label: t('dictionary.scopeDocument') })
  const first = options[0]?.value ?? EVERYONE
  const initial = entry === undefined || entry.document ? first : (entry.department?.id ?? EVERYONE)
  return { initial, options }
}
