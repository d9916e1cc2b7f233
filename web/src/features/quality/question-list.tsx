import { useQueryClient } from '@tanstack/react-query'
import { Check, Pencil, X } from 'lucide-react'
import { type KeyboardEvent, type ReactElement, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeQuestion, type GoldenQuestion, type GoldenStatus, qualityKeys } from '@/api/quality'
import { IconButton } from '@/components/button'
import { problemText } from '@/lib/problem-text'
import { QuestionDialog } from './question-dialog'

interface ListProps {
  items: GoldenQuestion[]
  admin: boolean
  onNote: (note: string) => void
}

/** The list is one stop of Tab; arrows choose a question, letters decide about it. */
export function QuestionList({ items, admin, onNote }: ListProps): ReactElement {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const list = useRef<HTMLUListElement>(null)
  const [chosen, setChosen] = useState(0)
  const [edited, setEdited] = useState<GoldenQuestion | null>(null)
  const at = Math.min(chosen, items.length - 1)
  const focus = (next: number) => {
    const place = Math.max(0, Math.min(items.length - 1, next))
    setChosen(place)
    list.current?.querySelectorAll<HTMLElement>('li[data-question]')[place]?.focus()
  }
  // Once the decided question has gone, the next one stands in its place and gets the focus.
  const refocus = useRef<number | null>(null)
  const ids = items.map(({ id }) => id).join(' ')
  useEffect(() => {
    if (refocus.current === null) return
    list.current?.querySelectorAll<HTMLElement>('li[data-question]')[refocus.current]?.focus()
    refocus.current = null
  }, [ids])
  const decide = async (question: GoldenQuestion, status: GoldenStatus) => {
    try {
      await changeQuestion(question.id, { status })
      const key = status === 'confirmed' ? 'confirmed' : 'rejected'
      onNote(t(`quality.questions.${key}`, { question: question.question }))
    } catch (cause) {
      onNote(problemText(cause, t))
      return
    }
    const held = list.current?.contains(document.activeElement) === true
    refocus.current = held ? at : null
    await queryClient.invalidateQueries({ queryKey: qualityKeys.questions })
  }
  const onKey = (event: KeyboardEvent, question: GoldenQuestion, place: number) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) {
      return
    }
    const deeds: Record<string, () => void> = {
      ArrowDown: () => focus(place + 1),
      ArrowUp: () => focus(place - 1),
    }
    if (admin && !question.withheld) {
      // By the key's place: the same key whatever the layout, «н» or «y».
      deeds.KeyY = () => void decide(question, 'confirmed')
      deeds.KeyN = () => void decide(question, 'rejected')
      deeds.KeyE = () => setEdited(question)
    }
    const deed = deeds[event.code]
    if (deed === undefined) return
    event.preventDefault()
    deed()
  }
  if (items.length === 0) return <p className="py-8 text-ink-2">{t('quality.questions.empty')}</p>
  return (
    <>
      {admin && (
        <p id="quality-keys" className="mt-3 text-12 text-ink-3 max-sm:hidden">
          {t('quality.questions.keys')}
        </p>
      )}
      <ul ref={list} aria-label={t('quality.questions.list')} className="mt-2">
        {items.map((question, place) => (
          // The row takes keys as shortcuts for its own buttons, which do the same.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li
            key={question.id}
            data-question={question.id}
            tabIndex={place === at ? 0 : -1}
            aria-describedby={admin ? 'quality-keys' : undefined}
            onFocus={() => setChosen(place)}
            onKeyDown={(event) => onKey(event, question, place)}
            className="flex items-start gap-2 border-b border-line py-3 -outline-offset-2"
          >
            <Card question={question} />
            {admin && !question.withheld && (
              <div className="flex shrink-0 max-sm:flex-col">
                <IconButton
                  label={t('quality.questions.confirmFor', { question: question.question })}
                  disabled={question.status === 'confirmed'}
                  onClick={() => void decide(question, 'confirmed')}
                >
                  <Check size={18} aria-hidden />
                </IconButton>
                <IconButton
                  label={t('quality.questions.rejectFor', { question: question.question })}
                  disabled={question.status === 'rejected'}
                  onClick={() => void decide(question, 'rejected')}
                >
                  <X size={18} aria-hidden />
                </IconButton>
                <IconButton
                  label={t('quality.questions.editFor', { question: question.question })}
                  onClick={() => setEdited(question)}
                >
                  <Pencil size={16} aria-hidden />
                </IconButton>
              </div>
            )}
          </li>
        ))}
      </ul>
      {edited !== null && <QuestionDialog question={edited} onClose={() => setEdited(null)} />}
    </>
  )
}

function Card({ question }: { question: GoldenQuestion }): ReactElement {
  const { t } = useTranslation()
  if (question.withheld) {
    return <p className="flex-1 text-14 text-ink-2">{t('quality.questions.withheld')}</p>
  }
  const who =
    question.department ?? question.reader_name ?? question.reader ?? t('quality.questions.anybody')
  const small = [
    t('quality.questions.asks', { who }),
    question.sources.map((source) => source.file_name).join(', '),
    question.tags.join(', '),
    t(`quality.questions.state.${question.status}`),
  ]
  return (
    <div className="min-w-0 flex-1">
      <p className="font-medium text-pretty wrap-anywhere">{question.question}</p>
      <p className="text-14 text-ink-2 wrap-anywhere">
        {question.expect === 'answer'
          ? question.answer_any.map((fact) => fact.join(' | ')).join('; ')
          : t('quality.questions.nothing')}
      </p>
      {question.quote !== '' && (
        <p className="line-clamp-2 text-12 text-ink-3">«{question.quote}»</p>
      )}
      <p className="text-12 text-ink-3 wrap-anywhere">{small.filter(Boolean).join(' · ')}</p>
    </div>
  )
}
