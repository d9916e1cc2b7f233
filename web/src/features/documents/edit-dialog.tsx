import { useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeDocument, documentKeys } from '@/api/documents'
import { useMe } from '@/api/session'
import type { DocumentItem } from '@/api/types'
import { Button } from '@/components/button'
import { Dialog } from '@/components/dialog'
import { Field } from '@/components/field'
import { problemText } from '@/lib/problem-text'
import { AccessField, type AccessValue, isComplete, toAccess } from './access-field'

interface EditProps {
  document: DocumentItem
  onClose: () => void
}

export function EditDialog({ document, onClose }: EditProps): ReactElement {
  const { t } = useTranslation()
  const me = useMe()
  const queryClient = useQueryClient()
  const [title, setTitle] = useState(document.title)
  const [access, setAccess] = useState<AccessValue>({
    choice: 'keep',
    groupIds: document.access.group_ids,
  })
  const [error, setError] = useState<string | null>(null)
  const empty = title.trim() === ''
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    const rights = toAccess(access, me)
    try {
      await changeDocument(document.id, {
        ...(title.trim() === document.title ? {} : { title: title.trim() }),
        ...(rights ? { access: rights } : {}),
      })
      await queryClient.invalidateQueries({ queryKey: documentKeys.lists })
      await queryClient.invalidateQueries({ queryKey: documentKeys.detail(document.id) })
      onClose()
    } catch (cause) {
      setError(problemText(cause, t))
    }
  }
  return (
    <Dialog open onOpenChange={onClose} title={t('documents.editTitle')}>
      <form onSubmit={(event) => void save(event)} className="space-y-5">
        <Field
          label={t('documents.nameLabel')}
          value={title}
          maxLength={300}
          error={empty ? t('documents.nameEmpty') : null}
          onChange={(event) => setTitle(event.target.value)}
        />
        <AccessField value={access} onChange={setAccess} me={me} canKeep />
        {error !== null && (
          <p role="alert" className="text-14 text-loss">
            {error}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" look="primary" disabled={empty || !isComplete(access)}>
            {t('action.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
