import { Check, Copy, ThumbsDown, ThumbsUp } from 'lucide-react'
import { type SubmitEvent, type ReactElement, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from '@/components/button'
import { fieldClass } from '@/components/field'
import { cn } from '@/lib/cn'
import { withoutCitations } from '@/lib/markdown/citations'
import { sendFeedback } from './api'

interface ActionsProps {
  messageId: string
  text: string
  rating: number | null
}

/** Below an answer: copy it, say whether it helped. */
export function AnswerActions({ messageId, text, rating: stored }: ActionsProps): ReactElement {
  const { t } = useTranslation()
  const reasonId = useId()
  const [rating, setRating] = useState(stored)
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const [copied, setCopied] = useState(false)

  const rate = async (value: 1 | -1, why?: string) => {
    const before = rating
    setRating(value)
    setNote('')
    try {
      await sendFeedback(messageId, value, why)
      if (value === 1 || why !== undefined) setNote(t('feedback.thanks'))
    } catch {
      setRating(before)
      setNote(t('feedback.failed'))
    }
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsking(false)
    void rate(-1, reason.trim())
  }
  const copy = async () => {
    await navigator.clipboard.writeText(withoutCitations(text))
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  const up = rating !== null && rating > 0
  const down = rating === -1

  return (
    <div className="mt-3">
      <div className="-ml-2 flex items-center gap-1">
        <IconButton label={copied ? t('chat.copied') : t('chat.copy')} onClick={() => void copy()}>
          {copied ? <Check size={18} aria-hidden /> : <Copy size={18} aria-hidden />}
        </IconButton>
        <IconButton
          label={t('feedback.up')}
          aria-pressed={up}
          className={cn(up && 'text-accent')}
          onClick={() => {
            setAsking(false)
            void rate(1)
          }}
        >
          <ThumbsUp size={18} fill={up ? 'currentColor' : 'none'} fillOpacity={0.2} aria-hidden />
        </IconButton>
        <IconButton
          label={t('feedback.down')}
          aria-pressed={down}
          className={cn(down && 'text-accent')}
          onClick={() => {
            setAsking(true)
            void rate(-1)
          }}
        >
          <ThumbsDown
            size={18}
            fill={down ? 'currentColor' : 'none'}
            fillOpacity={0.2}
            aria-hidden
          />
        </IconButton>
        <span role="status" className="ml-1 text-12 text-ink-3">
          {note}
        </span>
      </div>
      {asking && (
        <form onSubmit={submit} className="mt-2 rounded-md border border-line p-3">
          <label htmlFor={reasonId} className="text-14 font-medium">
            {t('feedback.reason')}
          </label>
          <textarea
            id={reasonId}
            rows={2}
            maxLength={1000}
            placeholder={t('feedback.reasonHint')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            className={cn(fieldClass, 'mt-1 resize-y text-14')}
          />
          <div className="mt-2 flex justify-end gap-2">
            <Button look="quiet" onClick={() => setAsking(false)}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" look="primary">
              {t('feedback.send')}
            </Button>
          </div>
        </form>
      )}
    </div>
  )
}
