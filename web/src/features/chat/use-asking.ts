import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { navigate } from '@/lib/router'
import { chatKeys } from './api'
import {
  ask as askLive,
  continueReading as goOn,
  dropTurn,
  type LiveTurn,
  restoreStream,
} from './live'
import type { Turn } from './turns'

export interface Asking {
  /** The turn asked on the empty page, until its conversation gets an id. */
  draftKey: string | null
  ask: (question: string) => void
  retry: (turn: Turn) => void
  continueReading: (turn: Turn) => void
  forgetDraft: () => void
}

/** Ties the streams to this page: its conversation, its address, its lists. */
export function useAsking(conversationId: string | null): Asking {
  const queryClient = useQueryClient()
  const [draftKey, setDraftKey] = useState<string | null>(null)
  const here = useRef({ conversationId, draftKey })
  useEffect(() => {
    here.current = { conversationId, draftKey }
  }, [conversationId, draftKey])

  const callbacks = useMemo(
    () => ({
      onStarted: (turn: LiveTurn) => {
        const { conversationId: at, draftKey: draft } = here.current
        // Only the page that asked follows its new conversation.
        if (at === null && draft === turn.key && turn.conversationId !== null) {
          navigate(`/c/${encodeURIComponent(turn.conversationId)}`, { replace: true })
        }
        void queryClient.invalidateQueries({ queryKey: chatKeys.conversations })
      },
      onDone: () => {
        void queryClient.invalidateQueries({ queryKey: chatKeys.conversations })
      },
    }),
    [queryClient],
  )

  useEffect(() => {
    restoreStream(callbacks)
  }, [callbacks])

  const ask = useCallback(
    (question: string) => {
      const key = askLive(question, conversationId, callbacks)
      if (conversationId === null) {
        here.current = { conversationId, draftKey: key }
        setDraftKey(key)
      }
    },
    [callbacks, conversationId],
  )
  const retry = useCallback(
    (turn: Turn) => {
      if (turn.live) dropTurn(turn.key)
      ask(turn.question)
    },
    [ask],
  )
  const continueReading = useCallback((turn: Turn) => goOn(turn.key, callbacks), [callbacks])
  const forgetDraft = useCallback(() => setDraftKey(null), [])
  return useMemo(
    () => ({ draftKey, ask, retry, continueReading, forgetDraft }),
    [draftKey, ask, retry, continueReading, forgetDraft],
  )
}
