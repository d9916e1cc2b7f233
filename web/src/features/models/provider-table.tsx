import { useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { deleteProvider, modelKeys, orderProviders } from '@/api/models'
import type { ModelProvider } from '@/api/types'
import { IconButton } from '@/components/button'
import { ConfirmDialog } from '@/components/dialog'
import { Menu, MenuItem, MenuLine } from '@/components/menu'
import { cn } from '@/lib/cn'
import { formatDuration } from '@/lib/format'
import { problemText } from '@/lib/problem-text'
import { ProviderDialog } from './provider-dialog'
import { formatRub } from './roubles'

interface TableProps {
  items: readonly ModelProvider[]
  onNote: (note: string) => void
}

/** Who is asked after whom. A table on a wide screen; on a phone each row is a card. */
export function ProviderTable({ items, onNote }: TableProps): ReactElement {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const head = 'py-2 pr-4 text-start font-normal whitespace-nowrap'
  const move = async (from: number, to: number) => {
    const ids = items.map((each) => each.id)
    ids.splice(to, 0, ...ids.splice(from, 1))
    setBusy(true)
    try {
      await orderProviders(ids)
      await queryClient.invalidateQueries({ queryKey: modelKeys.providers })
      onNote(t('models.moved', { name: items[from]?.name, place: to + 1 }))
    } catch (error) {
      onNote(problemText(error, t))
    } finally {
      setBusy(false)
    }
  }
  return (
    <table className="w-full border-t border-line text-14 max-md:block">
      <caption className="sr-only">{t('models.table')}</caption>
      <thead className="text-12 text-ink-3 max-md:sr-only">
        <tr className="border-b border-line">
          <th scope="col" className={head}>
            {t('models.columnModel')}
          </th>
          <th scope="col" className={head}>
            {t('models.columnState')}
          </th>
          <th scope="col" className={head}>
            {t('models.columnSpeed')}
          </th>
          <th scope="col" className={head}>
            {t('models.columnDay')}
          </th>
          <th scope="col" className="py-2">
            <span className="sr-only">{t('action.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {items.map((provider, place) => (
          <Row
            key={provider.id}
            provider={provider}
            busy={busy}
            onNote={onNote}
            up={place > 0 ? () => void move(place, place - 1) : null}
            down={place < items.length - 1 ? () => void move(place, place + 1) : null}
          />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  provider: ModelProvider
  busy: boolean
  onNote: (note: string) => void
  up: (() => void) | null
  down: (() => void) | null
}

function Row({ provider, busy, onNote, up, down }: RowProps): ReactElement {
  const { t, i18n } = useTranslation()
  const { stats, name } = provider
  const cell = 'py-3 pr-4 align-top max-md:block max-md:p-0'
  const time = (ms: number) => formatDuration(ms, i18n.language)
  return (
    <tr
      data-provider={provider.id}
      className="border-b border-line max-md:block max-md:space-y-1 max-md:py-3"
    >
      <th scope="row" className={`${cell} text-start font-normal`}>
        <span className="font-medium break-words">{name}</span>
        <span className="block text-12 text-ink-3">
          {[provider.model, provider.region && t(`models.choice.${provider.region}`)]
            .filter(Boolean)
            .join(', ')}
        </span>
        {provider.origin === 'settings' && (
          <span className="block text-12 text-ink-3">{t('models.ofSettings')}</span>
        )}
      </th>
      <td className={cell}>
        <State provider={provider} />
      </td>
      <td className={`${cell} text-ink-2`}>
        <span className="md:hidden">{t('models.columnSpeed')}: </span>
        {stats.ttft_p50_ms === null || stats.ttft_p95_ms === null
          ? '—'
          : t('models.speed', { p50: time(stats.ttft_p50_ms), p95: time(stats.ttft_p95_ms) })}
      </td>
      <td className={`${cell} text-ink-2`}>
        {t('models.calls', { count: stats.calls })}, {formatRub(stats.cost_rub, i18n.language)}
        <span className="block text-12 text-ink-3">
          {t('models.tokens', { count: stats.prompt_tokens + stats.completion_tokens })}
          {stats.problems > 0 && `, ${t('models.problems', { count: stats.problems })}`}
        </span>
      </td>
      <td className="py-2 align-top whitespace-nowrap md:text-end">
        <IconButton
          label={t('models.up', { name })}
          disabled={busy || up === null}
          onClick={() => up?.()}
        >
          <ArrowUp size={18} aria-hidden />
        </IconButton>
        <IconButton
          label={t('models.down', { name })}
          disabled={busy || down === null}
          onClick={() => down?.()}
        >
          <ArrowDown size={18} aria-hidden />
        </IconButton>
        {provider.origin === 'page' && <Actions provider={provider} onNote={onNote} />}
      </td>
    </tr>
  )
}

function State({ provider }: { provider: ModelProvider }): ReactElement {
  const { t } = useTranslation()
  const { state } = provider
  const bad = state === 'broken' || state === 'forbidden' || state === 'resting'
  return (
    <>
      <span
        data-state={state}
        className={cn('font-medium', bad && 'text-loss', state === 'off' && 'text-ink-3')}
      >
        {state === 'ready' && provider.stats.calls === 0
          ? t('models.unasked')
          : t(`models.state.${state}`)}
      </span>
      {provider.open_streams > 0 && (
        <span className="block text-12 text-ink-3">
          {t('models.open', { open: provider.open_streams, of: provider.streams })}
        </span>
      )}
      {provider.reason !== null && (
        <span className="block max-w-72 text-12 break-words text-ink-2">{provider.reason}</span>
      )}
      {provider.reason === null && (state === 'failing' || state === 'resting') && (
        <span className="block text-12 text-ink-3">{provider.stats.last_problem}</span>
      )}
    </>
  )
}

interface ActionsProps {
  provider: ModelProvider
  onNote: (note: string) => void
}

function Actions({ provider, onNote }: ActionsProps): ReactElement {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null)
  const { name } = provider
  const refresh = () => queryClient.invalidateQueries({ queryKey: modelKeys.providers })
  return (
    <>
      <Menu
        trigger={
          <IconButton label={t('models.actionsFor', { name })} title="">
            <Ellipsis size={18} aria-hidden />
          </IconButton>
        }
      >
        <MenuItem onSelect={() => setOpen('edit')}>
          <Pencil size={16} aria-hidden />
          {t('models.edit')}
        </MenuItem>
        <MenuLine />
        <MenuItem loss onSelect={() => setOpen('delete')}>
          <Trash2 size={16} aria-hidden />
          {t('action.delete')}
        </MenuItem>
      </Menu>
      {open === 'edit' && (
        <ProviderDialog
          provider={provider}
          onClose={() => setOpen(null)}
          onSaved={async () => {
            onNote(t('models.saved'))
            await refresh()
          }}
        />
      )}
      <ConfirmDialog
        open={open === 'delete'}
        onOpenChange={(wanted) => setOpen(wanted ? 'delete' : null)}
        title={t('models.deleteTitle')}
        text={t('models.deleteText', { name })}
        action={t('action.delete')}
        onConfirm={async () => {
          await deleteProvider(provider.id)
          await refresh()
        }}
      />
    </>
  )
}
