import type { TFunction } from 'i18next'
import { CircleAlert, RotateCcw } from 'lucide-react'
import { type ReactElement, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Citation } from '@/api/types'
import { Button } from '@/components/button'
import { Markdown } from '@/components/markdown'
import { holdHalfMarker } from '@/lib/markdown/citations'
import type { Marking } from '@/lib/markdown/support'
import { CitationContext } from './citation-context'
import { citeChip } from './citation-chip'
import { AnswerActions } from './feedback'
import { NotFoundAnswer } from './not-found'
import { Sources } from './sources'
import { stageAfter } from './stages'
import { TraceDisclosure } from './trace'
import type { Turn } from './turns'
import { WrittenBy } from './written-by'

export interface TurnActions {
  openCitation: (turn: Turn, citation: Citation) => void
  ask: (question: string) => void
  retry: (turn: Turn) => void
  continueReading: (turn: Turn) => void
}

interface TurnViewProps {
  turn: Turn
  last: boolean
  /** The number of the citation in the evidence panel, when it is of this turn. */
  openedCitation: number | null
  actions: TurnActions
}

export function TurnView({ turn, last, openedCitation, actions }: TurnViewProps): ReactElement {
  const { t } = useTranslation()
  const citations = useMemo(
    () => ({
      byNumber: new Map(turn.citations.map((citation) => [citation.n, citation])),
      open: (citation: Citation) => actions.openCitation(turn, citation),
      opened: openedCitation,
    }),
    // The other fields of a turn change with every word and do not matter to a chip.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [turn.citations, turn.key, openedCitation, actions],
  )
  return (
    <article data-turn={turn.key} data-phase={turn.phase} className="scroll-mt-6">
      {turn.question !== '' && (
        <h2 className="text-20 font-semibold whitespace-pre-wrap text-pretty">
          <span className="sr-only">{t('chat.you')}: </span>
          {turn.question}
        </h2>
      )}
      <CitationContext value={citations}>
        <div className="mt-2" data-testid="answer">
          <StatusLine turn={turn} />
          <AnswerBody turn={turn} />
          <Interruption turn={turn} actions={actions} />
          {turn.phase === 'done' && <AnswerFoot turn={turn} last={last} ask={actions.ask} />}
        </div>
      </CitationContext>
    </article>
  )
}

function StatusLine({ turn }: { turn: Turn }): ReactElement | null {
  const { t } = useTranslation()
  const line = 'mb-2 flex min-h-5 items-center gap-2 text-14 text-ink-3'
  if (turn.phase === 'starting' || turn.phase === 'streaming') {
    return (
      <p className={line} data-testid="stage">
        <span className="size-2 rounded-full bg-accent animate-breathe" aria-hidden />
        {stageWords(turn, t)}
      </p>
    )
  }
  if (turn.phase === 'reconnecting') return <p className={line}>{t('chat.reconnecting')}</p>
  if (turn.phase !== 'done' || turn.status === 'not_found') return null
  if (turn.written?.cut === true) {
    return (
      <p className={line}>
        <CircleAlert size={16} aria-hidden className="shrink-0" />
        <span>
          <span className="font-medium text-ink-2">{t('status.cut')}.</span> {t('status.cutText')}
        </span>
      </p>
    )
  }
  if (turn.status === 'partial') {
    return (
      <p className={line}>
        <CircleAlert size={16} aria-hidden className="shrink-0" />
        <span>
          <span className="font-medium text-ink-2">{t('status.partial')}.</span>{' '}
          {t('status.partialText')}
        </span>
      </p>
    )
  }
  if (turn.status === 'refused') return <p className={line}>{t('status.refused')}</p>
  const documents = new Set(turn.citations.map((citation) => citation.document_id)).size
  return (
    <p className={line}>
      {documents > 0 ? t('status.answered', { count: documents }) : t('chat.noCitations')}
    </p>
  )
}

/** A stage event tells what has been done: the words name what comes next. */
function stageWords(turn: Turn, t: TFunction): string {
  const lastDone = turn.stages.at(-1)
  if (turn.text !== '' && lastDone?.name !== 'generation') return t('stage.generation')
  if (!lastDone) return t(turn.phase === 'starting' ? 'stage.start' : 'stage.question')
  const next = stageAfter(lastDone.name)
  return t(next ? next.doing : 'stage.generation')
}

function AnswerBody({ turn }: { turn: Turn }): ReactElement | null {
  if (turn.status === 'not_found') {
    return <NotFoundAnswer text={turn.text} citations={turn.citations} />
  }
  if (turn.text === '') return null
  const done = turn.phase === 'done'
  // An answer with no source at all (a greeting) says so in its status line.
  const cited = done && turn.citations.length > 0
  const byModel = turn.written !== null && !turn.written.fell_back
  let mark: Marking = 'none'
  // What a model wrote was checked by the server, sentence by sentence.
  if (done && byModel) mark = turn.written?.unsupported ?? 'none'
  else if (cited) mark = turn.status === 'partial' ? 'sentences' : 'blocks'
  return (
    <Markdown
      text={done ? turn.text : holdHalfMarker(turn.text)}
      cite={citeChip}
      streaming={!done}
      mark={mark}
    />
  )
}

interface InterruptionProps {
  turn: Turn
  actions: TurnActions
}

/** What the reader can do when an answer did not come to its end. */
function Interruption({ turn, actions }: InterruptionProps): ReactElement | null {
  const { t } = useTranslation()
  if (turn.phase === 'stopped') {
    return (
      <p className="mt-3 flex flex-wrap items-center gap-3 text-14 text-ink-3">
        {t('chat.stopped')}
        {turn.messageId !== null && (
          <Button onClick={() => actions.continueReading(turn)}>{t('chat.showRest')}</Button>
        )}
      </p>
    )
  }
  if (turn.phase === 'lost') {
    return (
      <Notice title={t('chat.lostTitle')} text={t('chat.lostText')}>
        <Button onClick={() => actions.continueReading(turn)}>{t('chat.showRest')}</Button>
      </Notice>
    )
  }
  if (turn.phase === 'failed' || turn.phase === 'missing') {
    const detail = turn.problem?.detail ?? ''
    return (
      <Notice title={t('chat.failedTitle')} text={detail === '' ? t('chat.failedText') : detail}>
        <Button onClick={() => actions.retry(turn)}>
          <RotateCcw size={16} aria-hidden />
          {t('action.retry')}
        </Button>
      </Notice>
    )
  }
  return null
}

interface NoticeProps {
  title: string
  text: string
  children: ReactElement
}

function Notice({ title, text, children }: NoticeProps): ReactElement {
  return (
    <div role="alert" className="mt-3 rounded-lg border border-line bg-surface p-4">
      <p className="font-semibold">{title}</p>
      <p className="mt-1 mb-3 text-14 text-ink-2">{text}</p>
      {children}
    </div>
  )
}

interface FootProps {
  turn: Turn
  last: boolean
  ask: (question: string) => void
}

function AnswerFoot({ turn, last, ask }: FootProps): ReactElement {
  const { t } = useTranslation()
  return (
    <>
      {turn.status !== 'not_found' && (
        <Sources citations={turn.citations} title={t('chat.sources')} />
      )}
      {turn.written && turn.status !== 'not_found' && <WrittenBy written={turn.written} />}
      {turn.messageId !== null && (
        <AnswerActions messageId={turn.messageId} text={turn.text} rating={turn.rating} />
      )}
      {turn.trace && turn.trace.stages.length > 0 && <TraceDisclosure trace={turn.trace} />}
      {last && turn.followUps.length > 0 && (
        <div className="mt-5">
          <h3 className="text-12 text-ink-3">{t('chat.followUps')}</h3>
          <ul className="mt-2 flex flex-col items-start gap-2">
            {turn.followUps.map((question) => (
              <li key={question}>
                <button
                  type="button"
                  onClick={() => ask(question)}
                  className="rounded-md border border-line bg-surface px-3 py-2 text-start text-14 hover:border-line-strong hover:bg-sunken"
                >
                  {question}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}
