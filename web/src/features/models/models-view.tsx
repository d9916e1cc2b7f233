import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listProviders, modelKeys } from '@/api/models'
import { Button } from '@/components/button'
import { Skeleton, StateCard } from '@/components/states'
import { problemText } from '@/lib/problem-text'
import { BudgetsPart } from './budgets-part'
import { CostsPart } from './costs-part'
import { ProviderDialog } from './provider-dialog'
import { ProviderTable } from './provider-table'

const WATCH_MS = 15_000

/** Which language models answer, how they are doing and what they cost. */
export function ModelsView(): ReactElement {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [adding, setAdding] = useState(false)
  const [note, setNote] = useState('')
  return (
    <div className="mx-auto w-full max-w-6xl space-y-10 px-4 py-8 sm:px-6">
      <section>
        <div className="mb-6 flex items-start justify-between gap-4 max-sm:flex-col">
          <div>
            <h1 className="text-28 font-semibold">{t('models.title')}</h1>
            <p className="text-ink-2">{t('models.lead')}</p>
          </div>
          <Button look="primary" onClick={() => setAdding(true)} className="shrink-0">
            <Plus size={18} aria-hidden />
            {t('models.add')}
          </Button>
        </div>
        <p role="status" className={note === '' ? 'sr-only' : 'mb-4 text-14 text-ink-2'}>
          {note}
        </p>
        <Providers onNote={setNote} />
      </section>
      <CostsPart />
      <BudgetsPart />
      {adding && (
        <ProviderDialog
          onClose={() => setAdding(false)}
          onSaved={async () => {
            setNote(t('models.saved'))
            await queryClient.invalidateQueries({ queryKey: modelKeys.providers })
          }}
        />
      )}
    </div>
  )
}

function Providers({ onNote }: { onNote: (note: string) => void }): ReactElement {
  const { t } = useTranslation()
  const list = useQuery({
    queryKey: modelKeys.providers,
    queryFn: ({ signal }) => listProviders(signal),
    refetchInterval: WATCH_MS,
  })
  if (list.isPending) return <Skeleton lines={5} label={t('models.title')} />
  if (list.isError) {
    return (
      <StateCard role="alert" title={t('error.load')} text={problemText(list.error, t)}>
        <Button onClick={() => void list.refetch()}>{t('action.retry')}</Button>
      </StateCard>
    )
  }
  if (list.data.length === 0) {
    return <StateCard title={t('models.emptyTitle')} text={t('models.emptyText')} />
  }
  return <ProviderTable items={list.data} onNote={onNote} />
}
