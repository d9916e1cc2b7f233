import { ChevronDown } from 'lucide-react'
import { type ReactElement, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Trace } from '@/api/types'
import { cn } from '@/lib/cn'
import { formatDuration } from '@/lib/format'
import { stageWords } from './stages'

/** The nine stages with their times: bars start at zero and share one scale. */
export function TraceDisclosure({ trace }: { trace: Trace }): ReactElement {
  const { t, i18n } = useTranslation()
  const [open, setOpen] = useState(false)
  const id = useId()
  const longest = Math.max(1, ...trace.stages.map((stage) => stage.took_ms))
  return (
    <div className="mt-2">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="-ml-1 inline-flex min-h-6 items-center gap-1 rounded-sm px-1 text-12 text-ink-3 hover:text-ink"
      >
        {t('trace.title')}
        <span className="tabular-nums">· {formatDuration(trace.took_ms, i18n.language)}</span>
        <ChevronDown
          size={14}
          aria-hidden
          className={cn('transition-transform', open && 'rotate-180')}
        />
      </button>
      <div id={id} hidden={!open}>
        <table className="mt-2 w-full text-12 tabular-nums">
          <thead className="sr-only">
            <tr>
              <th scope="col">{t('trace.stage')}</th>
              <th scope="col">{t('trace.time')}</th>
            </tr>
          </thead>
          <tbody>
            {trace.stages.map((stage) => (
              <tr key={stage.name} className="border-t border-line">
                <th scope="row" className="w-2/5 py-1 pr-3 text-start font-normal text-ink-2">
                  <StageName name={stage.name} />
                </th>
                <td className="py-1">
                  <span className="flex items-center gap-2">
                    <span className="h-1 flex-1">
                      <span
                        className="block h-full rounded-full bg-accent"
                        style={{ width: `${(stage.took_ms / longest) * 100}%`, minWidth: 2 }}
                      />
                    </span>
                    <span className="w-14 text-end text-ink-2">
                      {formatDuration(stage.took_ms, i18n.language)}
                    </span>
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function StageName({ name }: { name: string }): string {
  const { t } = useTranslation()
  const words = stageWords(name)
  return words ? t(words.done) : name
}
