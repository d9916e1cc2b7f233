import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { Menu as MenuIcon } from 'lucide-react'
import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '@/components/button'
import { Sheet } from '@/components/dialog'
import { Skeleton, StateCard } from '@/components/states'
import { chatKeys, getConversation } from '@/features/chat/api'
import { Composer } from '@/features/chat/composer'
import { ConversationList } from '@/features/chat/conversation-list'
import { EmptyChat } from '@/features/chat/empty-chat'
import { isActive, stop, useLive } from '@/features/chat/live'
import { ThreadView } from '@/features/chat/thread-view'
import { joinTurns } from '@/features/chat/turns'
import { useAsking } from '@/features/chat/use-asking'
import { cn } from '@/lib/cn'
import { useMedia } from '@/lib/media'
import { isMissing, problemText } from '@/lib/problem-text'
import { navigate } from '@/lib/router'
import { EvidenceSide, useEvidence } from '../evidence-side'
import { usePageTitle } from '../page-title'
import { Shell } from '../shell'

interface ChatPageProps {
  conversationId: string | null
}

export function ChatPage({ conversationId }: ChatPageProps): ReactElement {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const input = useRef<HTMLTextAreaElement>(null)
  const [drawer, setDrawer] = useState(false)
  const wide = useMedia('(min-width: 64rem)')
  const asking = useAsking(conversationId)
  const evidence = useEvidence(conversationId)

  const stored = useQuery({
    queryKey: chatKeys.conversation(conversationId ?? ''),
    queryFn: ({ signal }) => getConversation(conversationId ?? '', signal),
    enabled: conversationId !== null,
    staleTime: Infinity,
  })
  const all = useLive((store) => store.turns)
  const live = useMemo(
    () =>
      all.filter((turn) =>
        conversationId === null
          ? turn.key === asking.draftKey
          : turn.conversationId === conversationId,
      ),
    [all, conversationId, asking.draftKey],
  )
  const turns = useMemo(
    () => joinTurns(conversationId === null ? undefined : stored.data, live),
    [conversationId, stored.data, live],
  )
  const streaming = live.find(isActive)
  const title = stored.data?.title ?? turns[0]?.question ?? ''
  usePageTitle(conversationId === null ? '' : title)

  const { ask, retry, continueReading } = asking
  const { openCitation } = evidence
  const actions = useMemo(
    () => ({ openCitation, ask, retry, continueReading }),
    [openCitation, ask, retry, continueReading],
  )
  const startNew = useCallback(() => {
    asking.forgetDraft()
    setDrawer(false)
    input.current?.focus()
  }, [asking])

  useEffect(() => {
    // On a touch screen the keyboard would cover the page before it was seen.
    if (window.matchMedia('(pointer: fine)').matches) input.current?.focus()
  }, [conversationId])

  const list = (
    <ConversationList
      currentId={conversationId}
      onNew={startNew}
      onPick={() => setDrawer(false)}
      onDeleted={(id) => {
        queryClient.removeQueries({ queryKey: chatKeys.conversation(id) })
        if (id === conversationId) navigate('/', { replace: true })
      }}
    />
  )
  const instead = insteadOf(conversationId, stored, t, ask)
  return (
    <Shell
      fixed
      leading={
        <IconButton label={t('app.menu')} className="lg:hidden" onClick={() => setDrawer(true)}>
          <MenuIcon size={20} aria-hidden />
        </IconButton>
      }
    >
      <div className="flex min-h-0 flex-1">
        {wide && (
          <aside
            aria-label={t('chat.conversations')}
            className={cn(
              'flex w-66 shrink-0 flex-col border-r border-line',
              evidence.shown && 'max-xl:hidden',
            )}
          >
            {list}
          </aside>
        )}
        <div className="flex min-w-0 flex-1 flex-col">
          <ThreadView
            turns={turns}
            threadKey={conversationId ?? 'new'}
            opened={evidence.opened}
            actions={actions}
            instead={instead}
          />
          <div className="px-4 pt-2 pb-3">
            <div className="mx-auto max-w-column">
              <Composer
                inputRef={input}
                placeholder={t(turns.length > 0 ? 'chat.placeholderNext' : 'chat.placeholder')}
                streaming={streaming !== undefined}
                onAsk={ask}
                onStop={() => streaming && stop(streaming.key)}
              />
            </div>
          </div>
        </div>
        <EvidenceSide evidence={evidence} beside={wide} turns={turns} />
      </div>
      {!wide && (
        <Sheet open={drawer} onOpenChange={setDrawer} title={t('chat.conversations')} side="left">
          {list}
        </Sheet>
      )}
    </Shell>
  )
}

type Stored = ReturnType<typeof useQuery<Awaited<ReturnType<typeof getConversation>>>>

function insteadOf(
  conversationId: string | null,
  stored: Stored,
  t: TFunction,
  ask: (question: string) => void,
): ReactElement {
  if (conversationId === null) return <EmptyChat ask={ask} />
  if (stored.isError) {
    return (
      <StateCard
        role="alert"
        title={t('error.load')}
        text={
          isMissing(stored.error) ? t('chat.conversationMissing') : problemText(stored.error, t)
        }
      />
    )
  }
  return (
    <div className="py-6">
      <Skeleton lines={8} label={t('chat.loadingConversation')} />
    </div>
  )
}
