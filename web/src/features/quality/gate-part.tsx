import { useQuery } from '@tanstack/react-query'
import { CircleCheck, CircleDashed, OctagonX } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { getGate, qualityKeys } from '@/api/quality'
import { cn } from '@/lib/cn'

const icons = { passed: CircleCheck, blocked: OctagonX, unmeasured: CircleDashed }
const colours = { passed: 'text-done', blocked: 'text-loss', unmeasured: 'text-ink-2' }

/** Whether what was measured last may go into use, in a sentence. */
export function GatePart(): ReactElement | null {
  const { t, i18n } = useTranslation()
  const gate = useQuery({
    queryKey: qualityKeys.gate(i18n.language),
    queryFn: ({ signal }) => getGate(signal),
  })
  if (!gate.data) return null
  const { state, sentence } = gate.data
  const Icon = icons[state]
  return (
    <section
      aria-label={t('quality.gate.title')}
      data-state={state}
      className="mt-6 flex items-start gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <Icon size={22} aria-hidden className={cn('mt-0.5 shrink-0', colours[state])} />
      <div>
        <p className={cn('font-semibold', colours[state])}>{t(`quality.gate.${state}`)}</p>
        <p className="text-14 text-ink-2">{sentence}</p>
      </div>
    </section>
  )
}
