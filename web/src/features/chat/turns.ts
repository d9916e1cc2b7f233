import type {
  AnswerStatus,
  Citation,
  Conversation,
  Message,
  Problem,
  Stage,
  Trace,
  Written,
} from '@/api/types'
import type { LiveTurn, Phase } from './live'

/** A question with its answer, from the history or being written: what the page shows. */
export interface Turn {
  key: string
  question: string
  messageId: string | null
  phase: Phase | 'missing'
  status: AnswerStatus | null
  text: string
  citations: Citation[]
  followUps: string[]
  trace: Trace | null
  stages: Stage[]
  rating: number | null
  /** A language model's part in the answer. */
  written: Written | null
  problem: Problem | null
  live: boolean
}

function fromLive(turn: LiveTurn): Turn {
  return {
    key: turn.key,
    question: turn.question,
    messageId: turn.messageId,
    phase: turn.phase,
    status: turn.answer?.status ?? null,
    text: turn.text,
    citations: turn.citations,
    followUps: turn.answer?.follow_ups ?? [],
    trace: turn.answer?.trace ?? null,
    stages: turn.stages,
    rating: null,
    written: turn.answer?.written ?? null,
    problem: turn.problem,
    live: true,
  }
}

function fromHistory(question: Message | null, answer: Message | null): Turn {
  return {
    key: answer?.id ?? question?.id ?? '',
    question: question?.text ?? '',
    messageId: answer?.id ?? null,
    phase: answer ? 'done' : 'missing',
    status: answer?.status ?? null,
    text: answer?.text ?? '',
    citations: answer?.citations ?? [],
    followUps: answer?.follow_ups ?? [],
    trace: answer?.trace ?? null,
    stages: [],
    rating: answer?.rating ?? null,
    written: answer?.written ?? null,
    problem: null,
    live: false,
  }
}

/** Joins the stored messages with the live turns; what is live is not shown twice. */
export function joinTurns(conversation: Conversation | undefined, live: LiveTurn[]): Turn[] {
  const liveIds = new Set(live.flatMap((turn) => [turn.messageId, turn.questionId]))
  const turns: Turn[] = []
  let question: Message | null = null
  for (const message of conversation?.messages ?? []) {
    if (liveIds.has(message.id)) continue
    if (message.role === 'user') {
      if (question) turns.push(fromHistory(question, null))
      question = message
    } else {
      turns.push(fromHistory(question, message))
      question = null
    }
  }
  // A question that is being asked right now may be stored before its `started` event came.
  const starting = live.some((turn) => turn.questionId === null && turn.question === question?.text)
  if (question && !starting) turns.push(fromHistory(question, null))
  return [...turns, ...live.map(fromLive)]
}
