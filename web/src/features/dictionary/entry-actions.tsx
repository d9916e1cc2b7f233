import { useQueryClient } from '@tanstack/react-query'
import { Check, Ellipsis, Pencil, Trash2, Users } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeEntry, deleteEntry, dictionaryKeys, type EntryChange } from '@/api/dictionary'
import { useMe } from '@/api/session'
import type { DictionaryEntry } from '@/api/types'
import { IconButton } from '@/components/button'
import { ConfirmDialog } from '@/components/dialog'
import { Menu, MenuItem, MenuLine } from '@/components/menu'
import { problemText } from '@/lib/problem-text'
import { EntryDialog } from './entry-dialog'

interface ActionsProps {
  entry: DictionaryEntry
  onNote: (note: string) => void
}

/** What one may do with an entry that one may change. */
export function EntryActions({ entry, onNote }: ActionsProps): ReactElement {
  const { t } = useTranslation()
  const me = useMe()
  const queryClient = useQueryClient()
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null)
  const term = entry.canonical
  const found = entry.document !== null
  const refresh = () => queryClient.invalidateQueries({ queryKey: dictionaryKeys.lists })
  const change = async (what: EntryChange, done: string) => {
    onNote('')
    try {
      await changeEntry(entry.id, what)
      onNote(done)
      await refresh()
    } catch (error) {
      onNote(`${t('dictionary.failed')} ${problemText(error, t)}`)
    }
  }
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t('dictionary.actionsFor', { term })} title="">
            <Ellipsis size={18} aria-hidden />
          </IconButton>
        }
      >
        {entry.state === 'proposed' && (
          <MenuItem
            onSelect={() => void change({ confirm: true }, t('dictionary.confirmed', { term }))}
          >
            <Check size={16} aria-hidden />
            {t('dictionary.confirm')}
          </MenuItem>
        )}
        {found && me.role === 'admin' && (
          <MenuItem
            onSelect={() => void change({ department_id: null }, t('dictionary.widened', { term }))}
          >
            <Users size={16} aria-hidden />
            {t('dictionary.forEveryone')}
          </MenuItem>
        )}
        <MenuItem onSelect={() => setOpen('edit')}>
          <Pencil size={16} aria-hidden />
          {t('dictionary.edit')}
        </MenuItem>
        <MenuLine />
        <MenuItem loss onSelect={() => setOpen('delete')}>
          <Trash2 size={16} aria-hidden />
          {found ? t('dictionary.reject') : t('action.delete')}
        </MenuItem>
      </Menu>
      {open === 'edit' && (
        <EntryDialog
          entry={entry}
          onClose={() => setOpen(null)}
          onSaved={async () => {
            onNote(t('dictionary.saved'))
            await refresh()
          }}
        />
      )}
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={(wanted) => setOpen(wanted ? 'delete' : null)}
        title={found ? t('dictionary.rejectTitle') : t('dictionary.deleteTitle')}
        text={found ? t('dictionary.rejectText', { term }) : t('dictionary.deleteText', { term })}
        action={found ? t('dictionary.reject') : t('action.delete')}
        onConfirm={async () => {
          await deleteEntry(entry.id)
          await refresh()
        }}
      />
    </>
  )
}
