import {
  lazy,
  type ReactElement,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { Citation } from '@/api/types'
import { Sheet } from '@/components/dialog'
import { Skeleton } from '@/components/states'
import type { Turn } from '@/features/chat/turns'

const EvidencePanel = lazy(async () => {
  const { EvidencePanel: Panel } = await import('@/features/evidence/panel')
  return { default: Panel }
})

export interface Evidence {
  /** The turn and the number of the citation that is shown. */
  opened: { turnKey: string; n: number } | null
  shown: boolean
  openCitation: (turn: Turn, citation: Citation) => void
  show: (n: number) => void
  close: () => void
}

/** Which citation is open; closing gives the focus back to the chip it was opened from. */
export function useEvidence(conversationId: string | null): Evidence {
  const [state, setState] = useState<{ turnKey: string; n: number; at: string | null } | null>(null)
  const origin = useRef<HTMLElement | null>(null)
  // Another conversation has other sources. A new one gets its id while its answer is read.
  const stale = state !== null && state.at !== null && state.at !== conversationId
  const opened = stale ? null : state

  const openCitation = useCallback(
    (turn: Turn, citation: Citation) => {
      origin.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
      setState({ turnKey: turn.key, n: citation.n, at: conversationId })
    },
    [conversationId],
  )
  const show = useCallback((n: number) => {
    setState((current) => (current ? { ...current, n } : null))
  }, [])
  const close = useCallback(() => {
    setState(null)
    // A sheet holds the focus until it is gone and returns it itself.
    if (!document.querySelector('[role=dialog]')) origin.current?.focus()
    origin.current = null
  }, [])
  return useMemo(
    () => ({ opened, shown: opened !== null, openCitation, show, close }),
    [opened, openCitation, show, close],
  )
}

interface SideProps {
  evidence: Evidence
  turns: Turn[]
  /** There is room beside the text; otherwise the panel is a sheet from below. */
  beside: boolean
}

export function EvidenceSide({ evidence, turns, beside }: SideProps): ReactElement | null {
  const { t } = useTranslation()
  const { opened, close, show } = evidence
  const turn = opened && turns.find(({ key }) => key === opened.turnKey)
  const citations = turn?.citations ?? []
  const index = citations.findIndex(({ n }) => n === opened?.n)
  const open = index >= 0

  useEffect(() => {
    if (!open || !beside) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [open, beside, close])

  const panel = open && (
    <Suspense
      fallback={
        <div className="p-6">
          <Skeleton lines={9} label={t('evidence.loading')} />
        </div>
      }
    >
      <EvidencePanel
        citations={citations}
        index={index}
        onIndex={(next) => show(citations[next]?.n ?? 0)}
        onClose={close}
      />
    </Suspense>
  )
  if (!beside) {
    return (
      <Sheet
        open={open}
        onOpenChange={(next) => {
          if (!next) close()
        }}
        title={t('evidence.region')}
        side="bottom"
      >
        {panel}
      </Sheet>
    )
  }
  if (!open) return null
  return (
    <section
      aria-label={t('evidence.region')}
      className="w-[clamp(24rem,38vw,36rem)] shrink-0 border-l border-line bg-surface animate-appear"
    >
      {panel}
    </section>
  )
}
