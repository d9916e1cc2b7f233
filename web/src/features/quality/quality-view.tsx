import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { listRuns, qualityKeys, type Run } from '@/api/quality'
import { useMe } from '@/api/session'
import { Button } from '@/components/button'
import { Skeleton, StateCard } from '@/components/states'
import { problemText } from '@/lib/problem-text'
import { ComparisonPart } from './comparison-part'
import { GatePart } from './gate-part'
import { QuestionsPart } from './questions-part'
import { ReliabilityPart } from './reliability-part'
import { RunControl } from './run-control'
import { RunsPart } from './runs-part'

const POLL_MS = 1000

const alive = (run: Run): boolean => run.status === 'queued' || run.status === 'running'

/** How well Znatok answers this company's own golden questions. */
export function QualityView(): ReactElement {
  const { t } = useTranslation()
  const admin = useMe().role === 'admin'
  const queryClient = useQueryClient()
  const runs = useQuery({
    queryKey: qualityKeys.runs,
    queryFn: ({ signal }) => listRuns(signal),
    refetchInterval: (query) => (query.state.data?.items.some(alive) ? POLL_MS : false),
  })
  const items = runs.data?.items ?? []
  const current = items.find(alive) ?? null
  const done = items.filter((run) => run.status === 'done')
  const newest = done[0]?.id

  // A run that has just ended changes the gate.
  const known = useRef(newest)
  useEffect(() => {
    if (known.current === newest) return
    known.current = newest
    void queryClient.invalidateQueries({ queryKey: ['quality', 'gate'] })
  }, [newest, queryClient])

  return (
    <div className="mx-auto w-full max-w-5xl px-4 py-8 sm:px-6">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <h1 className="text-28 font-semibold">{t('quality.title')}</h1>
          <p className="text-ink-2">{t('quality.lead')}</p>
        </div>
        <RunControl current={current} admin={admin} />
      </div>
      {runs.isPending ? (
        <Skeleton lines={5} label={t('quality.runs.title')} />
      ) : runs.isError ? (
        <StateCard role="alert" title={t('error.load')} text={problemText(runs.error, t)}>
          <Button onClick={() => void runs.refetch()}>{t('action.retry')}</Button>
        </StateCard>
      ) : items.length === 0 ? (
        <p className="mt-6 text-ink-2">{t('quality.noRuns')}</p>
      ) : (
        <>
          <GatePart />
          <RunsPart runs={items} admin={admin} />
          <ComparisonPart done={done} />
          {newest !== undefined && <ReliabilityPart runId={newest} />}
        </>
      )}
      <QuestionsPart admin={admin} />
    </div>
  )
}
