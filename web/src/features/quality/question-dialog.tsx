import { useQueryClient } from '@tanstack/react-query'
import { type ReactElement, type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeQuestion, type GoldenQuestion, qualityKeys } from '@/api/quality'
import { Button } from '@/components/button'
import { Dialog } from '@/components/dialog'
import { Field, fieldClass } from '@/components/field'
import { cn } from '@/lib/cn'
import { problemText } from '@/lib/problem-text'

interface DialogProps {
  question: GoldenQuestion
  onClose: () => void
}

const split = (text: string, by: string): string[] =>
  text
    .split(by)
    .map((part) => part.trim())
    .filter(Boolean)

/** Edits a question; saving confirms it: whoever has rewritten it has read it. */
export function QuestionDialog({ question, onClose }: DialogProps): ReactElement {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const id = useId()
  const [text, setText] = useState(question.question)
  const [absent, setAbsent] = useState(question.expect === 'not_found')
  const [facts, setFacts] = useState(question.answer_any.map((f) => f.join(' | ')).join('\n'))
  const [tags, setTags] = useState(question.tags.join(', '))
  const [error, setError] = useState<string | null>(null)
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    const { reader_id, department_id, sources, forbidden, quote } = question
    try {
      await changeQuestion(question.id, {
        status: 'confirmed',
        draft: {
          question: text,
          reader_id,
          department_id,
          expect: absent ? 'not_found' : 'answer',
          answer_any: absent ? [] : split(facts, '\n').map((fact) => split(fact, '|')),
          sources,
          forbidden,
          quote,
          tags: split(tags, ','),
        },
      })
      await queryClient.invalidateQueries({ queryKey: qualityKeys.questions })
      onClose()
    } catch (cause) {
      setError(problemText(cause, t))
    }
  }
  return (
    <Dialog open onOpenChange={onClose} title={t('quality.dialog.title')}>
      <form onSubmit={(event) => void save(event)} className="space-y-4">
        <Field
          label={t('quality.dialog.question')}
          value={text}
          maxLength={1000}
          onChange={(event) => setText(event.target.value)}
        />
        <label className="flex items-center gap-2 text-14">
          <input
            type="checkbox"
            checked={absent}
            onChange={(event) => setAbsent(event.target.checked)}
          />
          {t('quality.dialog.absent')}
        </label>
        {!absent && (
          <div>
            <label htmlFor={id} className="mb-1 block text-14 font-medium text-ink-2">
              {t('quality.dialog.facts')}
            </label>
            <textarea
              id={id}
              rows={3}
              value={facts}
              aria-describedby={`${id}-hint`}
              onChange={(event) => setFacts(event.target.value)}
              className={cn(fieldClass, 'resize-y')}
            />
            <p id={`${id}-hint`} className="mt-1 text-12 text-ink-3">
              {t('quality.dialog.factsHint')}
            </p>
          </div>
        )}
        <Field
          label={t('quality.dialog.tags')}
          value={tags}
          onChange={(event) => setTags(event.target.value)}
        />
        {error !== null && (
          <p role="alert" className="text-14 text-loss">
            {error}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look="primary" disabled={text.trim() === ''}>
            {t('quality.dialog.saveConfirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
