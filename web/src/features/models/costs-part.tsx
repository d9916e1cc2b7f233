import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { modelCosts, modelKeys } from '@/api/models'
import type { ModelCosts } from '@/api/types'
import { Select } from '@/components/field'
import { Skeleton } from '@/components/states'
import { formatDateShort } from '@/lib/format'
import { problemText } from '@/lib/problem-text'
import { formatRub } from './roubles'

const BY = ['provider', 'task', 'department', 'user', 'day'] as const
type By = (typeof BY)[number]

/** What this month has cost. */
export function CostsPart(): ReactElement {
  const { t, i18n } = useTranslation()
  const [by, setBy] = useState<By>('provider')
  const costs = useQuery({
    queryKey: modelKeys.costs(by),
    queryFn: ({ signal }) => modelCosts(by, signal),
    placeholderData: keepPreviousData,
  })
  return (
    <section aria-labelledby="costs-title">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 id="costs-title" className="text-20 font-semibold">
          {t('models.costs')}
        </h2>
        <Select<By>
          label={t('models.costsBy')}
          value={by}
          onChange={setBy}
          options={BY.map((value) => ({ value, label: t(`models.by.${value}`) }))}
        />
      </div>
      {costs.isPending ? (
        <Skeleton lines={3} label={t('models.costs')} />
      ) : costs.isError ? (
        <p role="alert" className="text-14 text-loss">
          {problemText(costs.error, t)}
        </p>
      ) : costs.data.items.length === 0 ? (
        <p className="text-14 text-ink-2">{t('models.noCosts')}</p>
      ) : (
        <>
          <Rows costs={costs.data} />
          <p className="mt-2 text-14 font-medium">
            {t('models.total', { rub: formatRub(costs.data.cost_rub, i18n.language) })}
          </p>
        </>
      )}
    </section>
  )
}

function Rows({ costs }: { costs: ModelCosts }): ReactElement {
  const { t, i18n } = useTranslation()
  const named = (key: string | null, name: string | null) => {
    if (name !== null) return name
    if (key === null) return t('models.nobody')
    if (costs.by === 'task') return t(`models.task.${key as 'answer'}`)
    return costs.by === 'day' ? formatDateShort(key, i18n.language) : t('models.gone')
  }
  const right = 'py-2 ps-4 text-end font-normal tabular-nums'
  return (
    <table className="w-full border-t border-line text-14">
      <caption className="sr-only">{t('models.costs')}</caption>
      <thead className="text-12 text-ink-3">
        <tr className="border-b border-line">
          <th scope="col" className="py-2 text-start font-normal">
            {t(`models.by.${costs.by}`)}
          </th>
          <th scope="col" className={right}>
            {t('models.columnCalls')}
          </th>
          <th scope="col" className={`${right} max-sm:hidden`}>
            {t('models.columnTokens')}
          </th>
          <th scope="col" className={right}>
            {t('models.columnCost')}
          </th>
        </tr>
      </thead>
      <tbody>
        {costs.items.map((row) => (
          <tr key={row.key ?? ''} className="border-b border-line">
            <th scope="row" className="py-2 text-start font-normal break-words">
              {named(row.key, row.name)}
            </th>
            <td className={right}>{row.calls}</td>
            <td className={`${right} max-sm:hidden`}>
              {new Intl.NumberFormat(i18n.language).format(
                row.prompt_tokens + row.completion_tokens,
              )}
            </td>
            <td className={right}>{formatRub(row.cost_rub, i18n.language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
