import { ArrowDown } from 'lucide-react'
import {
  type ReactElement,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { Announcer } from './announcer'
import { type TurnActions, TurnView } from './turn-view'
import type { Turn } from './turns'

interface ThreadViewProps {
  turns: Turn[]
  /** Which conversation this is: opening another one shows its last question. */
  threadKey: string
  opened: { turnKey: string; n: number } | null
  actions: TurnActions
  /** Shown instead of turns: the empty page, a skeleton, a problem. */
  instead: ReactNode
}

/**
 * The conversation. A new question is pinned to the top of the view, and from then on the page does
 * not scroll by itself: the reader reads at their own pace.
 */
export function ThreadView({
  turns,
  threadKey,
  opened,
  actions,
  instead,
}: ThreadViewProps): ReactElement {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const last = turns.at(-1)
  const lastKey = last?.key
  const pinned = last?.live === true ? last.key : null
  const shown = useRef<string | null>(null)
  const writing = last !== undefined && last.phase !== 'done'
  const [endVisible, setEndVisible] = useState(true)
  // The end of which turn the reader has already seen.
  const [endSeen, setEndSeen] = useState<string | null>(null)

  useLayoutEffect(() => {
    const view = scroller.current
    if (!view || lastKey === undefined) return
    const question = [...view.querySelectorAll<HTMLElement>('[data-turn]')].at(-1)
    const token = pinned ?? threadKey
    if (!question || shown.current === token) return
    shown.current = token
    const top = question.getBoundingClientRect().top - view.getBoundingClientRect().top
    view.scrollTop += top - 24
  }, [lastKey, pinned, threadKey])

  useEffect(() => {
    const target = end.current
    if (!target || typeof IntersectionObserver === 'undefined') return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.at(-1)?.isIntersecting && !writing) setEndSeen(lastKey ?? null)
        setEndVisible(entries.at(-1)?.isIntersecting ?? true)
      },
      { root: scroller.current },
    )
    observer.observe(target)
    return () => observer.disconnect()
  }, [lastKey, writing])

  return (
    <div className="relative min-h-0 flex-1">
      {/* The scroller is a size container: the last turn is as tall as the view, to be pinned. */}
      <div
        ref={scroller}
        role="region"
        aria-label={t('chat.history')}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls by keyboard
        tabIndex={0}
        className="@container-size h-full overflow-y-auto px-4 -outline-offset-2"
      >
        <div className="mx-auto h-full max-w-column">
          {turns.length > 0 && <h1 className="sr-only">{t('chat.history')}</h1>}
          {turns.length === 0 && instead}
          {turns.map((turn, i) => (
            <div
              key={turn.key}
              className={cn(
                'pt-6 pb-8',
                i > 0 && 'border-t border-line',
                turn.key === pinned && 'min-h-[100cqh]',
              )}
            >
              <TurnView
                turn={turn}
                last={i === turns.length - 1}
                openedCitation={opened?.turnKey === turn.key ? opened.n : null}
                actions={actions}
              />
              {i === turns.length - 1 && <div ref={end} className="h-px" />}
            </div>
          ))}
        </div>
      </div>
      {last?.live === true && endSeen !== lastKey && !endVisible && (
        <button
          type="button"
          aria-label={t('chat.toEnd')}
          title={t('chat.toEnd')}
          onClick={() => end.current?.scrollIntoView({ block: 'end' })}
          className="absolute right-3 bottom-2 inline-flex size-9 items-center justify-center rounded-full border border-line bg-surface text-ink-2 hover:text-ink"
        >
          <ArrowDown size={18} aria-hidden />
        </button>
      )}
      <Announcer turn={last} />
    </div>
  )
}
