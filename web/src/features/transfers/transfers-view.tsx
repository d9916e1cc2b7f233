import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { listProviders, modelKeys } from '@/api/models'
import { useMe } from '@/api/session'
import { listTransfers, transferKeys, transferTotals } from '@/api/transfers'
import type { Transfer, TransferTotal } from '@/api/types'
import { Button } from '@/components/button'
import { Skeleton, StateCard } from '@/components/states'
import { formatDate } from '@/lib/format'
import { problemText } from '@/lib/problem-text'
import { keepsModels } from '@/lib/roles'

type Named = (providerId: string) => string

/** What left the perimeter: to whom, how much, and what of it was hidden. Never the text. */
export function TransfersView(): ReactElement {
  const { t } = useTranslation()
  const named = useProviderNames()
  return (
    <div className="mx-auto w-full max-w-6xl space-y-10 px-4 py-8 sm:px-6">
      <div>
        <h1 className="text-28 font-semibold">{t('transfers.title')}</h1>
        <p className="text-ink-2">{t('transfers.lead')}</p>
      </div>
      <Totals named={named} />
      <Latest named={named} />
    </div>
  )
}

/** Auditors may not see how models are set up, so that they see ids in place of names. */
function useProviderNames(): Named {
  const me = useMe()
  const providers = useQuery({
    queryKey: modelKeys.providers,
    queryFn: ({ signal }) => listProviders(signal),
    enabled: keepsModels(me.role),
  })
  return (id) => providers.data?.find((each) => each.id === id)?.name ?? id
}

function Totals({ named }: { named: Named }): ReactElement {
  const { t } = useTranslation()
  const totals = useQuery({
    queryKey: transferKeys.totals,
    queryFn: ({ signal }) => transferTotals(signal),
  })
  return (
    <section aria-labelledby="totals-title">
      <h2 id="totals-title" className="mb-3 text-20 font-semibold">
        {t('transfers.totals')}
      </h2>
      {totals.isPending ? (
        <Skeleton lines={3} label={t('transfers.totals')} />
      ) : totals.isError ? (
        <p role="alert" className="text-14 text-loss">
          {problemText(totals.error, t)}
        </p>
      ) : totals.data.length === 0 ? (
        <StateCard title={t('transfers.noneTitle')} text={t('transfers.noneText')} />
      ) : (
        <TotalRows totals={totals.data} named={named} />
      )}
    </section>
  )
}

const HEAD = 'py-2 text-start font-normal'
const RIGHT = 'py-2 ps-4 text-end font-normal tabular-nums'

function TotalRows({
  totals,
  named,
}: {
  totals: readonly TransferTotal[]
  named: Named
}): ReactElement {
  const { t } = useTranslation()
  return (
    <table className="w-full border-t border-line text-14">
      <caption className="sr-only">{t('transfers.totals')}</caption>
      <thead className="text-12 text-ink-3">
        <tr className="border-b border-line">
          <th scope="col" className={HEAD}>
            {t('transfers.provider')}
          </th>
          <th scope="col" className={RIGHT}>
            {t('transfers.count')}
          </th>
          <th scope="col" className={`${RIGHT} max-sm:hidden`}>
            {t('transfers.people')}
          </th>
          <th scope="col" className={`${RIGHT} max-sm:hidden`}>
            {t('transfers.fragments')}
          </th>
          <th scope="col" className={RIGHT}>
            {t('transfers.hidden')}
          </th>
        </tr>
      </thead>
      <tbody>
        {totals.map((total) => (
          <tr key={`${total.provider_id} ${total.region}`} className="border-b border-line">
            <th scope="row" className="py-2 text-start font-normal break-all">
              {named(total.provider_id)}
              <span className="block text-12 text-ink-3">
                {t(`transfers.region.${total.region}`)}
              </span>
            </th>
            <td className={RIGHT}>{total.transfers}</td>
            <td className={`${RIGHT} max-sm:hidden`}>{total.people}</td>
            <td className={`${RIGHT} max-sm:hidden`}>{total.fragments}</td>
            <td className={RIGHT}>{sum(total.masked)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Latest({ named }: { named: Named }): ReactElement {
  const { t } = useTranslation()
  const list = useInfiniteQuery({
    queryKey: transferKeys.list,
    queryFn: ({ pageParam, signal }) => listTransfers(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-labelledby="latest-title">
      <h2 id="latest-title" className="mb-3 text-20 font-semibold">
        {t('transfers.latest')}
      </h2>
      {list.isPending ? (
        <Skeleton lines={4} label={t('transfers.latest')} />
      ) : list.isError ? (
        <p role="alert" className="text-14 text-loss">
          {problemText(list.error, t)}
        </p>
      ) : (
        <ul className="border-t border-line text-14">
          {items.map((transfer) => (
            <Item key={transfer.seq} transfer={transfer} named={named} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          className="mt-4"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t('transfers.more')}
        </Button>
      )}
    </section>
  )
}

function Item({ transfer, named }: { transfer: Transfer; named: Named }): ReactElement {
  const { t, i18n } = useTranslation()
  const hidden = Object.entries(transfer.masked).map(
    ([kind, count]) => `${t(`transfers.kind.${kind as 'person'}`)}: ${count}`,
  )
  const classes = transfer.classes.map((each) => t(`transfers.class.${each}`)).join(', ')
  return (
    <li className="border-b border-line py-3">
      <p className="flex flex-wrap justify-between gap-x-4">
        <span className="break-all">
          {named(transfer.provider_id)} · {t(`transfers.region.${transfer.region}`)}
        </span>
        <time dateTime={transfer.at} className="text-ink-3">
          {formatDate(transfer.at, i18n.language)}
        </time>
      </p>
      <p className="text-ink-2">
        {t('transfers.sent', { count: transfer.fragment_count, classes })}
      </p>
      <p className="text-ink-2">
        {hidden.length === 0
          ? t('transfers.nothingHidden')
          : t('transfers.hiddenList', { list: hidden.join(', ') })}
      </p>
      <p className="text-12 text-ink-3">{t('transfers.record', { seq: transfer.seq })}</p>
    </li>
  )
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}
