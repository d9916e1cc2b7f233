import { useQueryClient } from '@tanstack/react-query'
import { CircleStop, Download, Ellipsis, FileUp, Pencil, RotateCcw, Trash2 } from 'lucide-react'
import { type ReactElement, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  addVersion,
  cancelDocument,
  deleteDocument,
  documentKeys,
  downloadFile,
  retryDocument,
} from '@/api/documents'
import type { DocumentItem } from '@/api/types'
import { IconButton } from '@/components/button'
import { ConfirmDialog } from '@/components/dialog'
import { Menu, MenuItem, MenuLine } from '@/components/menu'
import { problemText } from '@/lib/problem-text'
import { EditDialog } from './edit-dialog'

const underWay = new Set<string>(['queued', 'processing', 'searchable'])

interface ActionsProps {
  document: DocumentItem
  onDeleted?: () => void
  /** Tells the reader how an action went. */
  onNote: (note: string) => void
}

/** What one may do with a document. Those who may only read can only download. */
export function DocumentActions({ document, onDeleted, onNote }: ActionsProps): ReactElement {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const versionInput = useRef<HTMLInputElement>(null)
  const [editing, setEditing] = useState(false)
  const [deleting, setDeleting] = useState(false)
  const [cancelling, setCancelling] = useState(false)
  const { id, status, can_edit: canEdit } = document

  const refresh = async () => {
    await queryClient.invalidateQueries({ queryKey: documentKeys.lists })
    await queryClient.invalidateQueries({ queryKey: documentKeys.detail(id) })
  }
  const run = async (deed: () => Promise<void>, done = '') => {
    onNote('')
    try {
      await deed()
      onNote(done)
      await refresh()
    } catch (error) {
      onNote(`${t('documents.actionFailed')} ${problemText(error, t)}`)
    }
  }
  const upload = (file: File | undefined) => {
    if (file) void run(() => addVersion(id, file), t('documents.versionAccepted'))
  }
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t('documents.actionsFor', { title: document.title })} title="">
            <Ellipsis size={18} aria-hidden />
          </IconButton>
        }
      >
        <MenuItem
          onSelect={() => void run(() => downloadFile(id, document.version, document.file_name))}
        >
          <Download size={16} aria-hidden />
          {t('action.download')}
        </MenuItem>
        {canEdit && (
          <>
            {underWay.has(status) && (
              <MenuItem onSelect={() => setCancelling(true)}>
                <CircleStop size={16} aria-hidden />
                {t('documents.cancelProcessing')}
              </MenuItem>
            )}
            {status === 'failed' && (
              <MenuItem onSelect={() => void run(() => retryDocument(id))}>
                <RotateCcw size={16} aria-hidden />
                {t('action.retry')}
              </MenuItem>
            )}
            <MenuItem onSelect={() => setEditing(true)}>
              <Pencil size={16} aria-hidden />
              {t('documents.edit')}
            </MenuItem>
            <MenuItem onSelect={() => versionInput.current?.click()}>
              <FileUp size={16} aria-hidden />
              {t('documents.newVersion')}
            </MenuItem>
            <MenuLine />
            <MenuItem loss onSelect={() => setDeleting(true)}>
              <Trash2 size={16} aria-hidden />
              {t('action.delete')}
            </MenuItem>
          </>
        )}
      </Menu>
      <input
        ref={versionInput}
        type="file"
        hidden
        aria-label={t('documents.newVersion')}
        onChange={(event) => {
          upload(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      {editing && <EditDialog document={document} onClose={() => setEditing(false)} />}
      <ConfirmDialog
        open={cancelling}
        onOpenChange={setCancelling}
        title={t('documents.cancelTitle')}
        text={t('documents.cancelText', { title: document.title })}
        action={t('documents.cancelProcessing')}
        onConfirm={async () => {
          await cancelDocument(id)
          // A first version goes altogether; of later ones the one before stays.
          if (document.version === null || status === 'searchable') onDeleted?.()
          await refresh()
        }}
      />
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={t('documents.deleteTitle')}
        text={t('documents.deleteText', { title: document.title })}
        action={t('action.delete')}
        onConfirm={async () => {
          await deleteDocument(id)
          onDeleted?.()
          await queryClient.invalidateQueries({ queryKey: documentKeys.lists })
        }}
      />
    </>
  )
}
