import { useEffect } from 'react'
import { create } from 'zustand'
import { send } from '@/api/client'
import type { DocumentProgress, ProgressOverview } from '@/api/types'
import { readEvents } from '@/lib/sse'

interface ProgressStore {
  files: Record<string, DocumentProgress>
  overview: ProgressOverview | null
}

/** How far files on their way in are, as the server last said. */
export const useProgress = create<ProgressStore>(() => ({ files: {}, overview: null }))

const RECONNECT_MS = 3000

/** Takes in one event of the stream; what is no longer under way is forgotten. */
export function followProgress(name: string, data: string): void {
  if (name === 'overview') {
    useProgress.setState({ overview: JSON.parse(data) as ProgressOverview })
    return
  }
  if (name !== 'progress') return
  const told = JSON.parse(data) as DocumentProgress
  useProgress.setState(({ files }) => {
    const left = Object.entries(files).filter(([id]) => id !== told.document_id)
    if (told.stage !== null) left.push([told.document_id, told])
    return { files: Object.fromEntries(left) }
  })
}

async function follow(signal: AbortSignal): Promise<void> {
  const left = () => signal.aborted
  while (!left()) {
    try {
      const response = await send('/documents/progress', {
        signal,
        headers: { Accept: 'text/event-stream' },
      })
      for await (const event of readEvents(response)) {
        if (left()) return
        followProgress(event.event, event.data)
      }
    } catch {
      // Cut off or refused: asked again below.
    }
    useProgress.setState({ files: {}, overview: null })
    if (left()) return
    await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS))
  }
}

/** Follows files on their way in while a page shows them. */
export function useProgressEvents(): void {
  useEffect(() => {
    const abort = new AbortController()
    void follow(abort.signal)
    return () => abort.abort()
  }, [])
}
