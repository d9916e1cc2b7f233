import type { ConversationSummary } from '@/api/types'

export type Day = 'today' | 'yesterday' | 'earlier'

/** Groups conversations, newest first as they came, by the reader's own calendar. */
export function byDay(
  items: ConversationSummary[],
  now: Date,
): { day: Day; items: ConversationSummary[] }[] {
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate())
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)
  const groups: Record<Day, ConversationSummary[]> = { today: [], yesterday: [], earlier: [] }
  for (const item of items) {
    const at = new Date(item.updated_at)
    groups[at >= today ? 'today' : at >= yesterday ? 'yesterday' : 'earlier'].push(item)
  }
  const order: Day[] = ['today', 'yesterday', 'earlier']
  return order.flatMap((day) => (groups[day].length > 0 ? [{ day, items: groups[day] }] : []))
}
