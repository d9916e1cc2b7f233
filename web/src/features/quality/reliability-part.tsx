import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { getSummary, qualityKeys, type Reliability } from '@/api/quality'
import { formatPercent } from '@/lib/format'
import { share } from './numbers'

const SIZE = 240
const PAD = 28

/** Confidence against rightness: a diagram, and the same in a table. */
export function ReliabilityPart({ runId }: { runId: string }): ReactElement | null {
  const { t, i18n } = useTranslation()
  const summary = useQuery({
    queryKey: qualityKeys.summary(runId),
    queryFn: ({ signal }) => getSummary(runId, signal),
  })
  const reliability = summary.data?.reliability
  if (reliability === undefined) return null
  return (
    <section aria-labelledby="quality-reliability" className="mt-10">
      <h2 id="quality-reliability" className="text-20 font-semibold">
        {t('quality.reliability.title')}
      </h2>
      {reliability.error === null ? (
        <p className="mt-2 text-ink-2">{t('quality.reliability.nothing')}</p>
      ) : (
        <>
          <p className="mt-1 max-w-prose text-14 text-ink-2">
            {t('quality.reliability.text', {
              error: share(reliability.error, i18n.language),
              n: reliability.n,
            })}
          </p>
          <Diagram reliability={reliability} />
          <Numbers reliability={reliability} />
        </>
      )}
    </section>
  )
}

function Diagram({ reliability }: { reliability: Reliability }): ReactElement {
  const { t } = useTranslation()
  const inner = SIZE - 2 * PAD
  const x = (value: number) => PAD + value * inner
  const y = (value: number) => SIZE - PAD - value * inner
  const most = Math.max(...reliability.bins.map(({ n }) => n))
  const told = reliability.bins.flatMap(({ confidence, right, n }) =>
    confidence === null || right === null ? [] : [{ confidence, right, n }],
  )
  return (
    <svg
      role="img"
      aria-label={t('quality.reliability.picture')}
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      className="mt-3 w-full max-w-72 text-accent"
    >
      <rect
        x={PAD}
        y={PAD}
        width={inner}
        height={inner}
        fill="none"
        className="stroke-line"
        strokeWidth={1}
      />
      <line
        x1={x(0)}
        y1={y(0)}
        x2={x(1)}
        y2={y(1)}
        className="stroke-line-strong"
        strokeWidth={1}
        strokeDasharray="4 4"
      />
      <polyline
        points={told.map(({ confidence, right }) => `${x(confidence)},${y(right)}`).join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
      />
      {told.map(({ confidence, right, n }) => (
        <circle
          key={confidence}
          cx={x(confidence)}
          cy={y(right)}
          r={3 + 6 * Math.sqrt(n / most)}
          fill="currentColor"
          fillOpacity={0.8}
        />
      ))}
      <text x={SIZE / 2} y={SIZE - 8} textAnchor="middle" fontSize={12} className="fill-ink-3">
        {t('quality.reliability.axisConfidence')}
      </text>
      <text
        x={12}
        y={SIZE / 2}
        textAnchor="middle"
        fontSize={12}
        className="fill-ink-3"
        transform={`rotate(-90 12 ${SIZE / 2})`}
      >
        {t('quality.reliability.axisRight')}
      </text>
    </svg>
  )
}

function Numbers({ reliability }: { reliability: Reliability }): ReactElement {
  const { t, i18n } = useTranslation()
  const cell = 'py-1 pr-6 tabular-nums'
  return (
    <details className="mt-2">
      <summary className="cursor-pointer text-14 font-medium">
        {t('quality.reliability.show')}
      </summary>
      <table className="mt-1 text-14" aria-label={t('quality.reliability.table')}>
        <thead className="border-b border-line text-12 text-ink-3">
          <tr>
            {(['range', 'answers', 'right'] as const).map((name) => (
              <th key={name} scope="col" className="py-1 pr-6 text-start font-normal">
                {t(`quality.reliability.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {reliability.bins.map((bin) => (
            <tr key={bin.low} className="border-b border-line">
              <th scope="row" className={`${cell} text-start font-normal`}>
                {`${formatPercent(bin.low, i18n.language)}–${formatPercent(bin.high, i18n.language)}`}
              </th>
              <td className={cell}>{bin.n}</td>
              <td className={cell}>{share(bin.right, i18n.language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
