import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactElement, type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  indexKeys,
  listGenerations,
  removeGeneration,
  rollBackGeneration,
  startGeneration,
  switchGeneration,
} from '@/api/indexing'
import type { Generation } from '@/api/types'
import { Button } from '@/components/button'
import { Field, Select } from '@/components/field'
import { Progress, Skeleton, StateCard } from '@/components/states'
import { formatDuration, formatPercent } from '@/lib/format'
import { problemText } from '@/lib/problem-text'

const WATCH_MS = 3_000

export function GenerationsPart(): ReactElement {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const list = useQuery({
    queryKey: indexKeys.generations,
    queryFn: ({ signal }) => listGenerations(signal),
    refetchInterval: WATCH_MS,
  })
  if (list.isPending) return <Skeleton lines={4} label={t('index.title')} />
  if (list.isError) {
    return (
      <StateCard role="alert" title={t('error.load')} text={problemText(list.error, t)}>
        <Button onClick={() => void list.refetch()}>{t('action.retry')}</Button>
      </StateCard>
    )
  }
  const run = async (work: () => Promise<void>, done: string) => {
    setBusy(true)
    try {
      await work()
      setNote(done)
    } catch (error) {
      setNote(problemText(error, t))
    } finally {
      setBusy(false)
      await queryClient.invalidateQueries({ queryKey: indexKeys.generations })
    }
  }
  const { items, models } = list.data
  const active = items.find((each) => each.state === 'active')
  const pending = items.some((each) => each.state === 'building' || each.state === 'ready')
  return (
    <>
      <p role="status" className={note === '' ? 'sr-only' : 'mb-4 text-14 text-ink-2'}>
        {note}
      </p>
      <ul className="space-y-3">
        {items.map((each) => (
          <Card key={each.id} generation={each} busy={busy} run={run} />
        ))}
      </ul>
      {active && !pending && <StartForm active={active} models={models} busy={busy} run={run} />}
    </>
  )
}

type Run = (work: () => Promise<void>, done: string) => Promise<void>

interface CardProps {
  generation: Generation
  busy: boolean
  run: Run
}

function Card({ generation, busy, run }: CardProps): ReactElement {
  const { t, i18n } = useTranslation()
  const { id, state, comparison } = generation
  const refused = comparison?.state === 'blocked'
  return (
    <li className="rounded-md border border-line p-4">
      <h2 className="text-16 font-medium">
        {t('index.generation', { id, model: generation.model })}
      </h2>
      <p className="text-14 text-ink-2">
        {t(`index.state.${state}`)}.{' '}
        {t('index.sizes', {
          target: generation.splitting.target_chars,
          max: generation.splitting.max_chars,
        })}{' '}
        {t('index.held', { held: generation.held, documents: generation.documents })}
      </p>
      {generation.failure !== null && (
        <p className="text-14 text-loss">{t('index.waits', { slug: generation.failure })}</p>
      )}
      {state === 'building' && (
        <div className="mt-2">
          <Progress value={generation.progress} label={t('index.progress')} />
          {generation.left_s !== null && (
            <p className="text-12 text-ink-3">
              {t('index.left', { left: formatDuration(generation.left_s * 1000, i18n.language) })}
            </p>
          )}
        </div>
      )}
      {state === 'ready' && <Verdict generation={generation} />}
      <div className="mt-3 flex flex-wrap gap-2">
        {state === 'ready' && (
          <Button
            look={refused ? 'plain' : 'primary'}
            disabled={busy || comparison === null}
            onClick={() => void run(() => switchGeneration(id, refused), t('index.switched'))}
          >
            {t(refused ? 'index.switchAnyway' : 'index.switch')}
          </Button>
        )}
        {state === 'former' && (
          <Button
            disabled={busy}
            onClick={() => void run(rollBackGeneration, t('index.rolledBack'))}
          >
            {t('index.rollBack')}
          </Button>
        )}
        {state !== 'active' && (
          <Button
            disabled={busy}
            onClick={() => void run(() => removeGeneration(id), t('index.removed'))}
          >
            {t(state === 'building' ? 'index.giveUp' : 'index.remove')}
          </Button>
        )}
      </div>
    </li>
  )
}

/** What the golden questions said, in a sentence. */
function Verdict({ generation: { comparison } }: { generation: Generation }): ReactElement {
  const { t, i18n } = useTranslation()
  const before = comparison?.right_before ?? null
  const after = comparison?.right_after ?? null
  let said: string = t(comparison === null ? 'index.comparing' : 'index.unmeasured')
  if (comparison !== null && before !== null && after !== null) {
    said = t(comparison.state === 'blocked' ? 'index.worse' : 'index.compared', {
      before: formatPercent(before, i18n.language),
      after: formatPercent(after, i18n.language),
      number: comparison.compared,
    })
  }
  return <p className="text-14">{said}</p>
}

interface StartProps {
  active: Generation
  models: readonly string[]
  busy: boolean
  run: Run
}

function StartForm({ active, models, busy, run }: StartProps): ReactElement {
  const { t } = useTranslation()
  const [model, setModel] = useState(active.model)
  const [target, setTarget] = useState(String(active.splitting.target_chars ?? ''))
  const [max, setMax] = useState(String(active.splitting.max_chars ?? ''))
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const splitting = { target_chars: Number(target), max_chars: Number(max) }
    void run(() => startGeneration({ model, splitting }), t('index.started'))
  }
  return (
    <form onSubmit={submit} className="mt-6 flex flex-wrap items-end gap-3">
      <Select
        label={t('index.model')}
        value={model}
        onChange={setModel}
        options={models.map((value) => ({ value, label: value }))}
      />
      <Field
        label={t('index.target')}
        type="number"
        min={100}
        max={8000}
        value={target}
        onChange={(event) => setTarget(event.target.value)}
      />
      <Field
        label={t('index.max')}
        type="number"
        min={100}
        max={8000}
        value={max}
        onChange={(event) => setMax(event.target.value)}
      />
      <Button type="submit" disabled={busy}>
        {t('index.start')}
      </Button>
    </form>
  )
}
