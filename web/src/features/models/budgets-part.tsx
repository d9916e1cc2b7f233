import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { type ReactElement, type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listDepartments } from '@/api/documents'
import { listBudgets, modelKeys, removeBudget, setBudget } from '@/api/models'
import type { ModelBudget } from '@/api/types'
import { Button, IconButton } from '@/components/button'
import { Field, Select } from '@/components/field'
import { problemText } from '@/lib/problem-text'
import { formatRub } from './roubles'

const EVERY_USER = 'user'
const EVERY_DEPARTMENT = 'department'

/** How many roubles a month a department or a person may spend. */
export function BudgetsPart(): ReactElement {
  const { t, i18n } = useTranslation()
  const queryClient = useQueryClient()
  const [note, setNote] = useState('')
  const budgets = useQuery({
    queryKey: modelKeys.budgets,
    queryFn: ({ signal }) => listBudgets(signal),
  })
  const refresh = () => queryClient.invalidateQueries({ queryKey: modelKeys.budgets })
  const remove = async (budget: ModelBudget) => {
    try {
      await removeBudget(budget)
      setNote(t('models.budgetRemoved'))
      await refresh()
    } catch (error) {
      setNote(problemText(error, t))
    }
  }
  const named = (budget: ModelBudget) =>
    budget.subject === null
      ? t(budget.payer === 'user' ? 'models.everyUser' : 'models.everyDepartment')
      : (budget.name ?? t('models.gone'))
  return (
    <section aria-labelledby="budgets-title">
      <h2 id="budgets-title" className="text-20 font-semibold">
        {t('models.budgets')}
      </h2>
      <p className="mb-3 text-14 text-ink-2">{t('models.budgetsText')}</p>
      <p role="status" className={note === '' ? 'sr-only' : 'mb-2 text-14 text-ink-2'}>
        {note}
      </p>
      {budgets.isError && (
        <p role="alert" className="text-14 text-loss">
          {problemText(budgets.error, t)}
        </p>
      )}
      {(budgets.data ?? []).length > 0 && (
        <ul className="mb-4 border-t border-line text-14">
          {(budgets.data ?? []).map((budget) => (
            <li
              key={`${budget.payer} ${budget.subject ?? ''}`}
              className="flex items-center gap-4 border-b border-line py-1"
            >
              <span className="flex-1 break-words">{named(budget)}</span>
              <span className="tabular-nums">
                {budget.spent_rub === null
                  ? formatRub(budget.rub, i18n.language)
                  : t('models.spent', {
                      spent: formatRub(budget.spent_rub, i18n.language),
                      of: formatRub(budget.rub, i18n.language),
                    })}
              </span>
              <IconButton
                label={t('models.removeBudget', { name: named(budget) })}
                onClick={() => void remove(budget)}
              >
                <Trash2 size={16} aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <NewBudget
        onDone={async () => {
          setNote(t('models.budgetSet'))
          await refresh()
        }}
      />
    </section>
  )
}

function NewBudget({ onDone }: { onDone: () => Promise<void> }): ReactElement {
  const { t } = useTranslation()
  const [subject, setSubject] = useState(EVERY_USER)
  const [rub, setRub] = useState('')
  const [error, setError] = useState<unknown>(null)
  const departments = useQuery({
    queryKey: ['departments'],
    queryFn: ({ signal }) => listDepartments(signal),
  })
  const amount = Number(rub.replace(',', '.').replaceAll(/\s/g, ''))
  const good = rub.trim() !== '' && Number.isFinite(amount) && amount >= 0
  const save = async () => {
    setError(null)
    try {
      await setBudget({
        payer: subject === EVERY_USER ? 'user' : 'department',
        subject: subject === EVERY_USER || subject === EVERY_DEPARTMENT ? null : subject,
        rub: amount,
      })
      setRub('')
      await onDone()
    } catch (cause) {
      setError(cause)
    }
  }
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault()
        void save()
      }}
    >
      <div className="flex max-sm:basis-full">
        <Select
          label={t('models.budgetFor')}
          value={subject}
          onChange={setSubject}
          options={[
            { value: EVERY_USER, label: t('models.everyUser') },
            { value: EVERY_DEPARTMENT, label: t('models.everyDepartment') },
            ...(departments.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <Field
        label={t('models.budgetRub')}
        inputMode="decimal"
        value={rub}
        onChange={(event) => setRub(event.target.value)}
      />
      <Button type="submit" disabled={!good}>
        {t('models.setBudget')}
      </Button>
      {error !== null && (
        <p role="alert" className="basis-full text-14 text-loss">
          {problemText(error, t)}
        </p>
      )}
    </form>
  )
}
