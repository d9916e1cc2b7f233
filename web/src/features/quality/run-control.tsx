import { useQueryClient } from '@tanstack/react-query'
import { Play, Square } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cancelRun, qualityKeys, type Run, startRun } from '@/api/quality'
import { Button } from '@/components/button'
import { Progress } from '@/components/states'
import { problemText } from '@/lib/problem-text'

interface ControlProps {
  current: Run | null
  admin: boolean
}

/** Starts a run, shows how far it is, stops it. */
export function RunControl({ current, admin }: ControlProps): ReactElement | null {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [error, setError] = useState<string | null>(null)
  const act = async (deed: () => Promise<void>) => {
    setError(null)
    try {
      await deed()
    } catch (cause) {
      setError(problemText(cause, t))
    }
    await queryClient.invalidateQueries({ queryKey: qualityKeys.runs })
  }
  const said =
    current === null
      ? ''
      : current.total === 0
        ? t('quality.queued')
        : t('quality.progress', { done: current.done, total: current.total })
  return (
    <div className="w-full sm:w-72">
      {current === null
        ? admin && (
            <Button look="primary" className="sm:float-end" onClick={() => void act(startRun)}>
              <Play size={16} aria-hidden />
              {t('quality.start')}
            </Button>
          )
        : admin && (
            <Button className="sm:float-end" onClick={() => void act(() => cancelRun(current.id))}>
              <Square size={14} aria-hidden />
              {t('quality.stop')}
            </Button>
          )}
      {current !== null && (
        <div className="clear-both pt-3">
          <Progress
            value={current.total === 0 ? 0 : current.done / current.total}
            label={t('quality.starting')}
          />
          <p className="mt-1 text-14 text-ink-2 tabular-nums">{said}</p>
        </div>
      )}
      {error !== null && (
        <p role="alert" className="clear-both pt-2 text-14 text-loss">
          {error}
        </p>
      )}
    </div>
  )
}
