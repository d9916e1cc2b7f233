import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Comparison,
  getComparison,
  type Measured,
  type Pair,
  qualityKeys,
  type Run,
} from '@/api/quality'
import { Select } from '@/components/field'
import { Skeleton } from '@/components/states'
import { moment, points, share } from './numbers'

/** The last finished run against another: what was won, what was lost, and where. */
export function ComparisonPart({ done }: { done: Run[] }): ReactElement {
  const { t, i18n } = useTranslation()
  const [last, ...others] = done
  const pinned = others.find((run) => run.baseline) ?? others[0]
  const [chosen, setChosen] = useState<string | null>(null)
  const other = others.find((run) => run.id === chosen) ?? pinned
  return (
    <section aria-labelledby="quality-comparison" className="mt-10">
      <h2 id="quality-comparison" className="text-20 font-semibold">
        {t('quality.comparison.title')}
      </h2>
      {last === undefined || other === undefined ? (
        <p className="mt-2 text-ink-2">{t('quality.comparison.one')}</p>
      ) : (
        <>
          <div className="mt-2 max-w-72">
            <Select
              label={t('quality.comparison.with')}
              value={other.id}
              onChange={setChosen}
              options={others.map((run) => ({
                value: run.id,
                label: `${moment(run.created_at, i18n.language)}, ${
                  run.baseline
                    ? t('quality.runs.baseline').toLowerCase()
                    : t(`quality.trigger.${run.trigger}`)
                }`,
              }))}
            />
          </div>
          <Compared after={last.id} before={other.id} />
        </>
      )}
    </section>
  )
}

function Compared({ after, before }: { after: string; before: string }): ReactElement | null {
  const { t } = useTranslation()
  const found = useQuery({
    queryKey: qualityKeys.comparison(after, before),
    queryFn: ({ signal }) => getComparison(after, before, signal),
  })
  if (found.isPending) return <Skeleton lines={4} label={t('quality.comparison.title')} />
  if (!found.data) return null
  const { data } = found
  return (
    <>
      <p className="mt-3 text-14 text-ink-2">
        {t('quality.comparison.common', { n: data.compared })}
      </p>
      <Changes
        label={t('quality.comparison.table')}
        head={t('quality.comparison.measure')}
        rows={data.changes.map((change) => ({
          name: t(`quality.measure.${change.name as 'right' | 'source_right' | 'refused'}`),
          change,
        }))}
      />
      <Questions title={t('quality.comparison.lost', { n: data.lost_count })} pairs={data.lost} />
      <Questions title={t('quality.comparison.won', { n: data.won_count })} pairs={data.won} />
      <Slices data={data} />
    </>
  )
}

interface ChangesProps {
  label: string
  head: string
  rows: { name: string; change: Measured }[]
}

function Changes({ label, head, rows }: ChangesProps): ReactElement {
  const { t, i18n } = useTranslation()
  const cell = 'py-2 pr-4 whitespace-nowrap tabular-nums'
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls sideways
    <div className="table-frame mt-2 overflow-x-auto" tabIndex={0}>
      <table className="w-full text-14" aria-label={label}>
        <thead className="border-b border-line text-12 text-ink-3">
          <tr>
            {[
              head,
              t('quality.comparison.before'),
              t('quality.comparison.after'),
              t('quality.comparison.difference'),
            ].map((name) => (
              <th key={name} scope="col" className="py-2 pr-4 text-start font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, change }) => (
            <tr key={name} className="border-b border-line">
              <th scope="row" className="py-2 pr-4 text-start font-normal">
                {name}
              </th>
              <td className={cell}>{share(change.before, i18n.language)}</td>
              <td className={cell}>{share(change.after, i18n.language)}</td>
              <td className={cell}>
                {change.difference === null
                  ? '–'
                  : t('quality.comparison.points', {
                      mean: points(change.difference.mean, i18n.language),
                      low: points(change.difference.low, i18n.language),
                      high: points(change.difference.high, i18n.language),
                    })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Questions({ title, pairs }: { title: string; pairs: Pair[] }): ReactElement {
  const { t } = useTranslation()
  if (pairs.length === 0) return <p className="mt-3 text-14 text-ink-2">{title}</p>
  return (
    <details className="mt-3" open={pairs.length <= 5}>
      <summary className="cursor-pointer text-14 font-medium">{title}</summary>
      <ul className="mt-1 space-y-2 ps-4">
        {pairs.map(({ after }) => (
          <li key={after.question_id} className="text-14">
            {after.question === '' ? t('quality.comparison.hidden') : after.question}
            {after.answer !== null && (
              <p className="line-clamp-2 text-12 text-ink-3">{after.answer}</p>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Slices({ data }: { data: Comparison }): ReactElement | null {
  const { t } = useTranslation()
  if (data.slices.length === 0) return null
  const rows = data.slices.map((slice) => {
    const by = t(`quality.by.${slice.by as 'tag'}`)
    const value =
      slice.by === 'never_asked'
        ? t(slice.value === 'yes' ? 'quality.yes' : 'quality.no')
        : slice.value
    const n = slice.change.difference?.n ?? 0
    return { name: `${by}: ${value} (${n})`, change: slice.change }
  })
  return (
    <details className="mt-3">
      <summary className="cursor-pointer text-14 font-medium">
        {t('quality.comparison.slices')}
      </summary>
      <Changes
        label={t('quality.comparison.slices')}
        head={t('quality.comparison.part')}
        rows={rows}
      />
    </details>
  )
}
