import { ArrowUp, Square } from 'lucide-react'
import {
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
  useLayoutEffect,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'

/** Longer questions are documents; the server says the same (`message` in POST /chat). */
export const QUESTION_LIMIT = 4000

interface ComposerProps {
  inputRef: RefObject<HTMLTextAreaElement | null>
  placeholder: string
  streaming: boolean
  onAsk: (question: string) => void
  onStop: () => void
}

export function Composer(props: ComposerProps): ReactElement {
  const { t } = useTranslation()
  const { inputRef, streaming } = props
  const [text, setText] = useState('')
  const tooLong = text.length > QUESTION_LIMIT
  const ready = text.trim() !== '' && !streaming && !tooLong

  useLayoutEffect(() => {
    const area = inputRef.current
    if (!area) return
    area.style.height = 'auto'
    // Ten lines, then the text scrolls within.
    area.style.height = `${Math.min(area.scrollHeight, 248)}px`
  }, [inputRef, text])

  const submit = () => {
    if (!ready) return
    props.onAsk(text.trim())
    setText('')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Enter that ends an input method's composition is not a command.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    submit()
  }
  const button =
    'absolute right-2 bottom-2 inline-flex size-9 items-center justify-center rounded-md transition-colors'

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div
        className={cn(
          'relative rounded-lg border border-line-strong bg-surface',
          'focus-within:border-accent focus-within:outline-1 focus-within:outline-accent',
        )}
      >
        <textarea
          ref={inputRef}
          rows={1}
          name="question"
          aria-label={t('chat.composer')}
          aria-describedby="composer-hint"
          aria-invalid={tooLong ? true : undefined}
          placeholder={props.placeholder}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          className="block min-h-13 w-full resize-none bg-transparent py-3.5 pr-14 pl-4 leading-6 outline-none"
        />
        {streaming ? (
          <button
            type="button"
            aria-label={t('chat.stop')}
            title={t('chat.stop')}
            onClick={props.onStop}
            className={cn(button, 'border border-line bg-surface text-ink hover:bg-sunken')}
          >
            <Square size={14} fill="currentColor" aria-hidden />
          </button>
        ) : (
          <button
            type="submit"
            aria-label={t('chat.send')}
            title={t('chat.send')}
            disabled={!ready}
            className={cn(
              button,
              'bg-accent text-on-accent hover:bg-accent-strong disabled:bg-sunken disabled:text-ink-3',
            )}
          >
            <ArrowUp size={20} aria-hidden />
          </button>
        )}
      </div>
      <p
        id="composer-hint"
        className={cn(
          'mt-1 px-1 text-12',
          tooLong ? 'text-loss' : 'text-ink-3 max-sm:sr-only pointer-coarse:sr-only',
        )}
      >
        {tooLong ? t('chat.tooLong', { limit: QUESTION_LIMIT }) : t('chat.composerHint')}
      </p>
    </form>
  )
}
