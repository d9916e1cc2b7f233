import { useQueryClient } from '@tanstack/react-query'
import { Pin } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pinRun, qualityKeys, type Run } from '@/api/quality'
import { Button } from '@/components/button'
import { formatDuration } from '@/lib/format'
import { problemText } from '@/lib/problem-text'
import { moment, share } from './numbers'
import { Trend } from './trend'

interface RunsProps {
  runs: Run[]
  admin: boolean
}

export function RunsPart({ runs, admin }: RunsProps): ReactElement {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [error, setError] = useState<string | null>(null)
  const pin = async (id: string) => {
    setError(null)
    try {
      await pinRun(id)
      await queryClient.invalidateQueries({ queryKey: qualityKeys.all })
    } catch (cause) {
      setError(problemText(cause, t))
    }
  }
  const columns = ['when', 'why', 'right', 'source', 'refused', 'leaks', 'speed', 'state'] as const
  return (
    <section aria-labelledby="quality-runs" className="mt-10">
      <h2 id="quality-runs" className="text-20 font-semibold">
        {t('quality.runs.title')}
      </h2>
      <Trend runs={runs} />
      {error !== null && (
        <p role="alert" className="mt-2 text-14 text-loss">
          {error}
        </p>
      )}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls sideways */}
      <div className="table-frame mt-2 overflow-x-auto" tabIndex={0}>
        <table className="w-full text-14" aria-label={t('quality.runs.table')}>
          <thead className="border-b border-line text-12 text-ink-3">
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col" className="py-2 pr-4 text-start font-normal">
                  {t(`quality.runs.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <Row key={run.id} run={run} admin={admin} onPin={() => void pin(run.id)} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

interface RowProps {
  run: Run
  admin: boolean
  onPin: () => void
}

function Row({ run, admin, onPin }: RowProps): ReactElement {
  const { t, i18n } = useTranslation()
  const { figures } = run
  const cell = 'py-2 pr-4 whitespace-nowrap tabular-nums'
  return (
    <tr className="border-b border-line" data-run={run.id}>
      <th scope="row" className={`${cell} text-start font-normal`}>
        {moment(run.created_at, i18n.language)}
      </th>
      <td className={`${cell} text-ink-2`}>{t(`quality.trigger.${run.trigger}`)}</td>
      <td className={cell}>{share(figures?.right, i18n.language)}</td>
      <td className={cell}>{share(figures?.source_right, i18n.language)}</td>
      <td className={cell}>{share(figures?.refused, i18n.language)}</td>
      <td className={`${cell} ${figures && figures.leaks > 0 ? 'text-loss' : ''}`}>
        {figures?.leaks ?? '–'}
      </td>
      <td className={cell}>
        {typeof figures?.p50_ms === 'number' ? formatDuration(figures.p50_ms, i18n.language) : '–'}
      </td>
      <td className="py-1 pr-1 whitespace-nowrap text-ink-2">
        {run.baseline ? (
          <span className="inline-flex items-center gap-1 text-ink">
            <Pin size={14} aria-hidden />
            {t('quality.runs.baseline')}
          </span>
        ) : run.status === 'done' && admin ? (
          <Button look="quiet" className="-ms-4 min-h-9" onClick={onPin}>
            {t('quality.runs.pin')}
          </Button>
        ) : (
          t(`quality.status.${run.status}`)
        )}
      </td>
    </tr>
  )
}
