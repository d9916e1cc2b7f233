import { create } from 'zustand'
import { ApiError } from '@/api/client'
import type { ChatAnswer, ChatEvent, Citation, Problem, Stage } from '@/api/types'
import { readEvents, type ServerEvent } from '@/lib/sse'
import { openStream, resumeStream } from './api'
import { forgetStream, type Remembered, recallStream, rememberStream } from './remembered'

export type Phase =
  'starting' | 'streaming' | 'reconnecting' | 'lost' | 'stopped' | 'done' | 'failed'

/** A question asked in this window, and its answer as far as it has come. */
export interface LiveTurn {
  key: string
  question: string
  conversationId: string | null
  messageId: string | null
  questionId: string | null
  phase: Phase
  stages: Stage[]
  text: string
  citations: Citation[]
  answer: ChatAnswer | null
  problem: Problem | null
}

interface LiveStore {
  turns: LiveTurn[]
}

/** Streams live outside of the components: leaving the page does not end an answer. */
export const useLive = create<LiveStore>(() => ({ turns: [] }))

const aborts = new Map<string, AbortController>()
/** The id of the last event of each turn. Not in the store: it moves with every word. */
const places = new Map<string, string>()
/** Waits between attempts to reconnect, in ms; about 15 s in all, then the reader decides. */
const RETRY_DELAYS_MS = [300, 1000, 2000, 4000, 8000]

function turnOf(key: string): LiveTurn | undefined {
  return useLive.getState().turns.find((turn) => turn.key === key)
}

function patch(key: string, change: Partial<LiveTurn>): void {
  useLive.setState(({ turns }) => ({
    turns: turns.map((turn) => (turn.key === key ? { ...turn, ...change } : turn)),
  }))
}

export const isActive = (turn: LiveTurn): boolean =>
  turn.phase === 'starting' || turn.phase === 'streaming' || turn.phase === 'reconnecting'

export interface LiveCallbacks {
  /** The server has named the conversation and the message. */
  onStarted?: (turn: LiveTurn) => void
  onDone?: (turn: LiveTurn) => void
}

/** Asks a question and returns the key of its turn. */
export function ask(
  question: string,
  conversationId: string | null,
  callbacks: LiveCallbacks = {},
): string {
  const key = crypto.randomUUID()
  const turn = blank(key, question, conversationId)
  useLive.setState(({ turns }) => ({ turns: [...turns, turn] }))
  void run(key, (signal) => openStream(question, conversationId, signal), callbacks)
  return key
}

/** Shows an answer again whose stream this window was reading before the page was reloaded. */
export function restoreStream(callbacks: LiveCallbacks = {}): Remembered | null {
  const remembered = recallStream()
  if (!remembered) return null
  if (useLive.getState().turns.some((turn) => turn.messageId === remembered.messageId)) {
    return remembered
  }
  const key = crypto.randomUUID()
  const turn: LiveTurn = { ...blank(key, remembered.question, null), ...remembered }
  useLive.setState(({ turns }) => ({ turns: [...turns, turn] }))
  void run(key, (signal) => resumeStream(remembered.messageId, null, signal), callbacks)
  return remembered
}

/** Goes on reading after a stop or a lost connection. */
export function continueReading(key: string, callbacks: LiveCallbacks = {}): void {
  const turn = turnOf(key)
  if (!turn?.messageId || isActive(turn)) return
  const { messageId } = turn
  patch(key, { phase: 'reconnecting' })
  void run(key, (signal) => resumeStream(messageId, places.get(key) ?? null, signal), callbacks)
}

/** Stops reading. The server keeps the whole answer, so it can be shown later. */
export function stop(key: string): void {
  const turn = turnOf(key)
  if (!turn || !isActive(turn)) return
  aborts.get(key)?.abort()
  forgetStream()
  patch(key, { phase: 'stopped' })
}

export function dropTurn(key: string): void {
  aborts.get(key)?.abort()
  useLive.setState(({ turns }) => ({ turns: turns.filter((turn) => turn.key !== key) }))
}

/** Forgets everything: another person may sign in next. */
export function clearLive(): void {
  for (const abort of aborts.values()) abort.abort()
  aborts.clear()
  places.clear()
  forgetStream()
  useLive.setState({ turns: [] })
}

function blank(key: string, question: string, conversationId: string | null): LiveTurn {
  return {
    key,
    question,
    conversationId,
    messageId: null,
    questionId: null,
    phase: 'starting',
    stages: [],
    text: '',
    citations: [],
    answer: null,
    problem: null,
  }
}

type Open = (signal: AbortSignal) => Promise<Response>

async function run(key: string, first: Open, callbacks: LiveCallbacks): Promise<void> {
  const abort = new AbortController()
  aborts.set(key, abort)
  // A function: the flag changes between two looks at it.
  const stopped = () => abort.signal.aborted
  const text = new TextBuffer(key)
  let open = first
  let attempt = 0
  try {
    while (!stopped()) {
      try {
        const response = await open(abort.signal)
        for await (const event of readEvents(response)) {
          if (stopped()) return
          attempt = 0
          if (take(key, event, text, callbacks)) return
        }
      } catch (error) {
        if (stopped()) return
        if (error instanceof ApiError) {
          fail(key, error.problem)
          return
        }
      }
      if (stopped()) return
      const turn = turnOf(key)
      if (!turn) return
      const { messageId } = turn
      if (messageId === null) {
        fail(key, null)
        return
      }
      const delay = RETRY_DELAYS_MS[attempt]
      text.flush()
      if (delay === undefined) {
        patch(key, { phase: 'lost' })
        return
      }
      attempt += 1
      patch(key, { phase: 'reconnecting' })
      await new Promise((resolve) => setTimeout(resolve, delay))
      open = (signal) => resumeStream(messageId, places.get(key) ?? null, signal)
    }
  } finally {
    text.flush()
    if (aborts.get(key) === abort) aborts.delete(key)
  }
}

function fail(key: string, problem: Problem | null): void {
  forgetStream()
  patch(key, { phase: 'failed', problem })
}

/** The number of an event within its answer: `<message>:<seq>`. */
function seqOf(id: string | undefined): number {
  const seq = Number(id?.slice(id.lastIndexOf(':') + 1))
  return id && Number.isFinite(seq) ? seq : -1
}

/** Applies one event; true when it was the last. */
function take(
  key: string,
  event: ServerEvent,
  text: TextBuffer,
  callbacks: LiveCallbacks,
): boolean {
  const turn = turnOf(key)
  if (!turn) return true
  if (event.id !== '') {
    // A resumed stream may repeat what was already shown.
    if (seqOf(event.id) <= seqOf(places.get(key))) return false
    places.set(key, event.id)
  }
  if (turn.phase !== 'streaming') patch(key, { phase: 'streaming' })
  const data = JSON.parse(event.data) as ChatEvent
  switch (data.type) {
    case 'started': {
      const ids = {
        conversationId: data.conversation_id,
        messageId: data.message_id,
        questionId: data.question_id,
      }
      patch(key, ids)
      rememberStream({ ...ids, question: turn.question })
      callbacks.onStarted?.({ ...turn, ...ids })
      return false
    }
    case 'stage':
      patch(key, { stages: [...turn.stages, data] })
      return false
    case 'delta':
      text.add(data.text)
      return false
    case 'citation':
      patch(key, { citations: [...turn.citations, data.citation] })
      return false
    case 'done': {
      text.discard()
      forgetStream()
      const { answer } = data
      const done = {
        phase: 'done',
        answer,
        text: answer.answer,
        citations: answer.citations,
      } as const
      patch(key, done)
      callbacks.onDone?.({ ...turn, ...done })
      return true
    }
    case 'error':
      text.flush()
      fail(key, data.problem)
      return true
    default:
      // A newer server may send events this page does not know.
      return false
  }
}

/** Gathers deltas so that the page renders once a frame, however fast the words come. */
class TextBuffer {
  private pending = ''
  private scheduled = false

  constructor(private readonly key: string) {}

  add(text: string): void {
    this.pending += text
    if (this.scheduled) return
    this.scheduled = true
    // Hidden pages get no frames.
    if (document.hidden) setTimeout(() => this.flush(), 200)
    else requestAnimationFrame(() => this.flush())
  }

  flush(): void {
    this.scheduled = false
    if (this.pending === '') return
    const text = (turnOf(this.key)?.text ?? '') + this.pending
    this.pending = ''
    patch(this.key, { text })
  }

  discard(): void {
    this.pending = ''
  }
}
