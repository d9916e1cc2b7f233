import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Ellipsis, Pencil, Plus, Trash2 } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationSummary } from '@/api/types'
import { Button, buttonClass } from '@/components/button'
import { ConfirmDialog } from '@/components/dialog'
import { Menu, MenuItem } from '@/components/menu'
import { Skeleton } from '@/components/states'
import { cn } from '@/lib/cn'
import { Link } from '@/lib/router'
import { chatKeys, deleteConversation, listConversations } from './api'
import { byDay } from './by-day'
import { RenameDialog } from './rename-dialog'

interface ListProps {
  currentId: string | null
  onNew: () => void
  onDeleted: (id: string) => void
  /** Called when a conversation was chosen: a phone closes its drawer. */
  onPick?: () => void
}

export function ConversationList({ currentId, onNew, onDeleted, onPick }: ListProps): ReactElement {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [renaming, setRenaming] = useState<ConversationSummary | null>(null)
  const [deleting, setDeleting] = useState<ConversationSummary | null>(null)
  const list = useInfiniteQuery({
    queryKey: chatKeys.conversations,
    queryFn: ({ pageParam, signal }) => listConversations(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="p-3">
        <Link
          to="/"
          onClick={onNew}
          className={cn(buttonClass('plain'), 'w-full justify-start px-3')}
        >
          <Plus size={18} aria-hidden />
          {t('chat.newQuestion')}
        </Link>
      </div>
      <nav
        aria-label={t('chat.conversations')}
        className="min-h-0 flex-1 overflow-y-auto px-3 pb-4"
      >
        {list.isPending && <Skeleton lines={5} label={t('chat.conversations')} />}
        {list.isSuccess && items.length === 0 && (
          <p className="px-3 py-2 text-14 text-ink-3">{t('chat.noConversations')}</p>
        )}
        {byDay(items, new Date()).map(({ day, items: group }) => (
          <section key={day} aria-label={t(`chat.${day}`)}>
            <h2 className="px-3 pt-3 pb-1 text-12 text-ink-3">{t(`chat.${day}`)}</h2>
            <ul>
              {group.map((item) => (
                <Row
                  key={item.id}
                  item={item}
                  current={item.id === currentId}
                  onPick={onPick}
                  onRename={() => setRenaming(item)}
                  onDelete={() => setDeleting(item)}
                />
              ))}
            </ul>
          </section>
        ))}
        {list.hasNextPage && (
          <Button look="quiet" className="mt-2 w-full" onClick={() => void list.fetchNextPage()}>
            {t('action.more')}
          </Button>
        )}
      </nav>
      {renaming && <RenameDialog conversation={renaming} onClose={() => setRenaming(null)} />}
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={(open) => {
          if (!open) setDeleting(null)
        }}
        title={t('chat.deleteTitle')}
        text={t('chat.deleteText', { title: deleting?.title ?? '' })}
        action={t('action.delete')}
        onConfirm={async () => {
          if (!deleting) return
          await deleteConversation(deleting.id)
          await queryClient.invalidateQueries({ queryKey: chatKeys.conversations })
          onDeleted(deleting.id)
        }}
      />
    </div>
  )
}

interface RowProps {
  item: ConversationSummary
  current: boolean
  onPick: (() => void) | undefined
  onRename: () => void
  onDelete: () => void
}

function Row({ item, current, onPick, onRename, onDelete }: RowProps): ReactElement {
  const { t } = useTranslation()
  return (
    <li
      className={cn(
        'group flex items-center rounded-md',
        current ? 'bg-sunken' : 'hover:bg-sunken focus-within:bg-sunken',
      )}
    >
      <Link
        to={`/c/${encodeURIComponent(item.id)}`}
        aria-current={current ? 'page' : undefined}
        onClick={onPick}
        title={item.title}
        className={cn(
          'min-w-0 flex-1 truncate rounded-md px-3 py-2 text-14',
          current && 'font-medium',
        )}
      >
        {item.title}
      </Link>
      <Menu
        trigger={
          <button
            type="button"
            aria-label={t('chat.conversationActions', { title: item.title })}
            className="inline-flex size-8 shrink-0 items-center justify-center rounded-md text-ink-3 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 hover:text-ink data-[state=open]:opacity-100 pointer-coarse:opacity-100"
          >
            <Ellipsis size={16} aria-hidden />
          </button>
        }
      >
        <MenuItem onSelect={onRename}>
          <Pencil size={16} aria-hidden />
          {t('action.rename')}
        </MenuItem>
        <MenuItem onSelect={onDelete} loss>
          <Trash2 size={16} aria-hidden />
          {t('action.delete')}
        </MenuItem>
      </Menu>
    </li>
  )
}
