import { getJson, queryString } from './client'
import type { TransferPage, TransferTotal } from './types'

export const transferKeys = {
  totals: ['transfers', 'totals'] as const,
  list: ['transfers', 'list'] as const,
}

const PAGE = 50

export async function transferTotals(signal?: AbortSignal): Promise<TransferTotal[]> {
  const found = await getJson<{ items: TransferTotal[] }>('/privacy/egress/totals', signal)
  return found.items
}

/** What was sent outside, the newest first. */
export function listTransfers(cursor: string | null, signal?: AbortSignal): Promise<TransferPage> {
  return getJson(`/privacy/egress${queryString({ limit: String(PAGE), cursor })}`, signal)
}
