import { X } from 'lucide-react'
import { AlertDialog as RadixAlert, Dialog as Radix } from 'radix-ui'
import { type ReactElement, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import { problemText } from '@/lib/problem-text'
import { Button, IconButton } from './button'

const veil = 'fixed inset-0 z-40 bg-veil animate-appear'
const card = cn(
  'fixed z-50 bg-surface border border-line animate-appear',
  'left-1/2 top-1/2 -translate-x-1/2 -translate-y-1/2 rounded-lg',
  'w-[calc(100vw-2rem)] max-w-lg max-h-[calc(100dvh-2rem)] overflow-y-auto p-6',
)

/** Dialogs here open without a Radix trigger, so the way back for the focus is kept by hand. */
function useReturnFocus() {
  const origin = useRef<Element | null>(null)
  return {
    onOpenAutoFocus: () => {
      origin.current = document.activeElement
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      if (origin.current instanceof HTMLElement) origin.current.focus()
    },
  }
}

interface DialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  children: ReactNode
}

export function Dialog({ open, onOpenChange, title, children }: DialogProps): ReactElement {
  const { t } = useTranslation()
  const returnFocus = useReturnFocus()
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content className={card} aria-describedby={undefined} {...returnFocus}>
          <div className="mb-4 flex items-start justify-between gap-4">
            <Radix.Title className="text-20 font-semibold">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label={t('action.close')} className="-mt-1 -mr-2">
                <X size={20} aria-hidden />
              </IconButton>
            </Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

interface ConfirmProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  text: string
  action: string
  /** Does the deed. The dialog closes when it succeeded and shows the reason when it did not. */
  onConfirm: () => Promise<void>
}

/** Asks before a loss. Focus stands on "Cancel". */
export function ConfirmDialog(props: ConfirmProps): ReactElement {
  const { t } = useTranslation()
  const { onCloseAutoFocus, onOpenAutoFocus } = useReturnFocus()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const confirm = async () => {
    setBusy(true)
    setError(null)
    try {
      await props.onConfirm()
      props.onOpenChange(false)
    } catch (cause) {
      setError(problemText(cause, t))
    } finally {
      setBusy(false)
    }
  }
  return (
    <RadixAlert.Root open={props.open} onOpenChange={props.onOpenChange}>
      <RadixAlert.Portal>
        <RadixAlert.Overlay className={veil} />
        <RadixAlert.Content
          className={card}
          onOpenAutoFocus={onOpenAutoFocus}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          <RadixAlert.Title className="text-20 font-semibold">{props.title}</RadixAlert.Title>
          <RadixAlert.Description className="mt-2 text-ink-2">{props.text}</RadixAlert.Description>
          {error !== null && (
            <p role="alert" className="mt-3 text-14 text-loss">
              {error}
            </p>
          )}
          <div className="mt-6 flex flex-wrap justify-end gap-2">
            <RadixAlert.Cancel asChild>
              <Button>{t('action.cancel')}</Button>
            </RadixAlert.Cancel>
            <Button look="loss" disabled={busy} onClick={() => void confirm()}>
              {props.action}
            </Button>
          </div>
        </RadixAlert.Content>
      </RadixAlert.Portal>
    </RadixAlert.Root>
  )
}

interface SheetProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** The accessible name. */
  title: string
  side: 'left' | 'bottom'
  children: ReactNode
}

/** A sheet from an edge of a phone's screen. It closes by Esc and returns the focus. */
export function Sheet({ open, onOpenChange, title, side, children }: SheetProps): ReactElement {
  const returnFocus = useReturnFocus()
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content
          aria-describedby={undefined}
          {...returnFocus}
          className={cn(
            'fixed z-50 flex flex-col border-line bg-bg',
            side === 'left' && 'inset-y-0 left-0 w-72 max-w-[85vw] border-r animate-appear',
            side === 'bottom' &&
              'inset-x-0 bottom-0 h-[86dvh] rounded-t-lg border-t animate-rise overflow-hidden',
          )}
        >
          <Radix.Title className="sr-only">{title}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
