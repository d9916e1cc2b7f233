import { getJson, queryString, send, sendJson } from '@/api/client'
import type { Conversation, ConversationSummary, Page } from '@/api/types'

export const chatKeys = {
  conversations: ['conversations'] as const,
  conversation: (id: string) => ['conversation', id] as const,
  suggestions: ['suggestions'] as const,
}

export function listConversations(
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Page<ConversationSummary>> {
  return getJson(`/conversations${queryString({ cursor })}`, signal)
}

export function getConversation(id: string, signal?: AbortSignal): Promise<Conversation> {
  return getJson(`/conversations/${encodeURIComponent(id)}`, signal)
}

export async function renameConversation(id: string, title: string): Promise<void> {
  await sendJson(`/conversations/${encodeURIComponent(id)}`, 'PATCH', { title })
}

export async function deleteConversation(id: string): Promise<void> {
  await sendJson(`/conversations/${encodeURIComponent(id)}`, 'DELETE')
}

export async function getSuggestions(signal?: AbortSignal): Promise<string[]> {
  return (await getJson<{ questions: string[] }>('/suggestions', signal)).questions
}

export async function sendFeedback(
  messageId: string,
  rating: 1 | -1,
  reason?: string,
): Promise<void> {
  await sendJson(`/chat/${encodeURIComponent(messageId)}/feedback`, 'POST', {
    rating,
    ...(reason === undefined || reason === '' ? {} : { reason }),
  })
}

export function openStream(
  message: string,
  conversationId: string | null,
  signal: AbortSignal,
): Promise<Response> {
  return send('/chat', {
    method: 'POST',
    signal,
    headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
    body: JSON.stringify({
      message,
      stream: true,
      ...(conversationId === null ? {} : { conversation_id: conversationId }),
    }),
  })
}

/** Continues a stream after the event; from its beginning when there is none. */
export function resumeStream(
  messageId: string,
  lastEventId: string | null,
  signal: AbortSignal,
): Promise<Response> {
  return send(`/chat/${encodeURIComponent(messageId)}/stream`, {
    signal,
    headers: {
      Accept: 'text/event-stream',
      ...(lastEventId === null ? {} : { 'Last-Event-ID': lastEventId }),
    },
  })
}
