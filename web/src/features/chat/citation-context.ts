import { createContext, useContext } from 'react'
import type { Citation } from '@/api/types'

/** What the chips of one answer need: its citations and how to open one. */
export interface AnswerCitations {
  byNumber: Map<number, Citation>
  open: (citation: Citation) => void
  /** The number of the citation that the evidence panel shows, if it is of this answer. */
  opened: number | null
}

export const CitationContext = createContext<AnswerCitations>({
  byNumber: new Map(),
  open: () => undefined,
  opened: null,
})

export function useCitations(): AnswerCitations {
  return useContext(CitationContext)
}
