import type { BlockKind, DocumentContent } from '@/api/types'
import type { CodePointIndex } from '@/lib/codepoints'
import type { Span } from './locate'

/** A block with its place in UTF-16 units, and what separates it from the one before. */
export interface PlacedBlock extends Span {
  kind: BlockKind
  level: number
  rows: string[][] | null
  page: number | null
  sheet: string | null
  /** The block opens a new page or sheet. */
  opens: boolean
}

/** Blocks rendered together: what the browser may skip while it is off the screen. */
export interface Chunk {
  blocks: PlacedBlock[]
}

const CHUNK_BLOCKS = 24

export function placeBlocks(content: DocumentContent, index: CodePointIndex): PlacedBlock[] {
  const source = content.blocks.length > 0 ? content.blocks : paragraphsOf(content.text)
  const points = content.blocks.length > 0
  let page: number | null = null
  let sheet: string | null = null
  return source.map((block) => {
    const opens =
      (block.page !== null && block.page !== page) ||
      (block.sheet !== null && block.sheet !== sheet)
    page = block.page ?? page
    sheet = block.sheet ?? sheet
    return {
      kind: block.kind,
      level: block.level,
      rows: block.rows.length > 0 ? block.rows : null,
      page: block.page,
      sheet: block.sheet,
      opens,
      start: points ? index.toUtf16(block.start) : block.start,
      end: points ? index.toUtf16(block.end) : block.end,
    }
  })
}

/** A text that came without blocks is shown by its blank lines. Offsets are in UTF-16 units. */
function paragraphsOf(text: string): DocumentContent['blocks'] {
  return [...text.matchAll(/\S(?:[^\n]|\n(?!\s*\n))*/g)].map((found) => ({
    kind: 'paragraph' as const,
    level: 0,
    start: found.index,
    end: found.index + found[0].length,
    page: null,
    sheet: null,
    rows: [],
  }))
}

export function chunksOf(blocks: PlacedBlock[]): Chunk[] {
  const chunks: Chunk[] = []
  let current: PlacedBlock[] = []
  for (const block of blocks) {
    // A list is not torn: its items make one list only within one chunk.
    const full = current.length >= CHUNK_BLOCKS && block.kind !== 'list_item'
    if (current.length > 0 && (full || block.opens)) {
      chunks.push({ blocks: current })
      current = []
    }
    current.push(block)
  }
  if (current.length > 0) chunks.push({ blocks: current })
  return chunks
}

/** The chunk in which the span begins; the first one when it is nowhere. */
export function chunkOf(chunks: Chunk[], span: Span | null): number {
  if (!span) return 0
  const found = chunks.findIndex(({ blocks }) => (blocks.at(-1)?.end ?? 0) > span.start)
  return Math.max(0, found)
}
