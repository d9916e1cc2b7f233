import { useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationSummary } from '@/api/types'
import { Button } from '@/components/button'
import { Dialog } from '@/components/dialog'
import { Field } from '@/components/field'
import { problemText } from '@/lib/problem-text'
import { chatKeys, renameConversation } from './api'

interface RenameProps {
  conversation: ConversationSummary
  onClose: () => void
}

export function RenameDialog({ conversation, onClose }: RenameProps): ReactElement {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [title, setTitle] = useState(conversation.title)
  const [error, setError] = useState<string | null>(null)
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    try {
      await renameConversation(conversation.id, title.trim())
      await queryClient.invalidateQueries({ queryKey: chatKeys.conversations })
      onClose()
    } catch (cause) {
      setError(problemText(cause, t))
    }
  }
  return (
    <Dialog open onOpenChange={onClose} title={t('action.rename')}>
      <form onSubmit={(event) => void save(event)}>
        <Field
          label={t('chat.renameTitle')}
          value={title}
          maxLength={200}
          error={error}
          onChange={(event) => setTitle(event.target.value)}
        />
        <div className="mt-6 flex justify-end gap-2">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look="primary" disabled={title.trim() === ''}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
