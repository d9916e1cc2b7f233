import { type InfiniteData, type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { send } from '@/api/client'
import { documentKeys } from '@/api/documents'
import type { DocumentDetail, DocumentItem, Page } from '@/api/types'
import { readEvents } from '@/lib/sse'
import { followDocument } from './upload-queue'

type List = InfiniteData<Page<DocumentItem>>

const RECONNECT_MS = 3000

/** Puts a document that changed into every list and page that shows it. */
export function applyDocument(queryClient: QueryClient, document: DocumentItem): void {
  followDocument(document)
  const lists = queryClient.getQueriesData<List>({ queryKey: documentKeys.lists })
  const known = lists.some(([, data]) =>
    data?.pages.some((page) => page.items.some((item) => item.id === document.id)),
  )
  queryClient.setQueriesData<List>({ queryKey: documentKeys.lists }, (data) => {
    if (!data) return data
    const merge = (item: DocumentItem) =>
      item.id === document.id ? { ...item, ...document } : item
    const pages = data.pages.map((page) => ({ ...page, items: page.items.map(merge) }))
    return { ...data, pages }
  })
  queryClient.setQueryData<DocumentDetail>(documentKeys.detail(document.id), (data) =>
    data ? { ...data, ...document } : data,
  )
  const settled = document.status === 'ready' || document.status === 'failed'
  if (!known) void queryClient.invalidateQueries({ queryKey: documentKeys.lists })
  // A finished version has its number and text now.
  if (settled) void queryClient.invalidateQueries({ queryKey: documentKeys.detail(document.id) })
}

async function follow(queryClient: QueryClient, signal: AbortSignal): Promise<void> {
  const left = () => signal.aborted
  while (!left()) {
    try {
      const response = await send('/documents/events', {
        signal,
        headers: { Accept: 'text/event-stream' },
      })
      for await (const event of readEvents(response)) {
        if (left()) return
        if (event.event === 'document') {
          applyDocument(queryClient, JSON.parse(event.data) as DocumentItem)
        }
      }
    } catch {
      // Cut off or refused: the lists below are asked again, which is polling until it works.
    }
    if (left()) return
    await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS))
    await queryClient.invalidateQueries({ queryKey: documentKeys.lists })
    await queryClient.invalidateQueries({ queryKey: documentKeys.details })
  }
}

/** Follows what happens to documents while a page shows them. */
export function useDocumentEvents(): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    const abort = new AbortController()
    void follow(queryClient, abort.signal)
    return () => abort.abort()
  }, [queryClient])
}
