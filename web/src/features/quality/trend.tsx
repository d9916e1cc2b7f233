import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '@/api/quality'
import { share } from './numbers'

const WIDTH = 320
const HEIGHT = 48
const PAD = 6

/** The share of right answers of the last runs, the oldest first: a line, told in words too. */
export function Trend({ runs }: { runs: Run[] }): ReactElement | null {
  const { t, i18n } = useTranslation()
  const values = runs.flatMap((run) => run.figures?.right ?? []).reverse()
  const first = values[0]
  const last = values.at(-1)
  if (values.length < 2 || first === undefined || last === undefined) return null
  const low = Math.min(...values, 1 - 0.1)
  const x = (at: number) => PAD + (at * (WIDTH - 2 * PAD)) / (values.length - 1)
  const y = (value: number) => PAD + ((1 - value) * (HEIGHT - 2 * PAD)) / (1 - low)
  const label = t('quality.runs.trend', {
    first: share(first, i18n.language),
    last: share(last, i18n.language),
  })
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="mt-2 h-12 w-full max-w-80 text-accent"
    >
      <polyline
        points={values.map((value, at) => `${x(at)},${y(value)}`).join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
      />
      {values.map((value, at) => (
        <circle key={at} cx={x(at)} cy={y(value)} r={3} fill="currentColor" />
      ))}
    </svg>
  )
}
