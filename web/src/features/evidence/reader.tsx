import {
  type ReactElement,
  startTransition,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentContent } from '@/api/types'
import { CodePointIndex } from '@/lib/codepoints'
import { ChunkView } from './chunk-view'
import { chunkOf, chunksOf, placeBlocks } from './layout'
import { locateQuote, type QuotePlace } from './locate'

interface ReaderProps {
  content: DocumentContent
  place: QuotePlace | null
  topHeading: 'h2' | 'h3'
  /** Told once the text is laid out: whether the quote could be marked. */
  onLocated?: (found: boolean) => void
}

const AROUND = 2
const STEP = 8

/**
 * A document as a page to read, the quote marked and in view. The part around the quote is rendered
 * first and the rest when the browser is idle, so that 500 pages open as fast as one.
 */
export function Reader({ content, place, topHeading, onLocated }: ReaderProps): ReactElement {
  const { t } = useTranslation()
  const root = useRef<HTMLDivElement>(null)
  const { chunks, span } = useMemo(() => {
    const index = new CodePointIndex(content.text)
    return {
      chunks: chunksOf(placeBlocks(content, index)),
      span: place ? locateQuote(content.text, index, place) : null,
    }
  }, [content, place])
  const focus = chunkOf(chunks, span)
  const range = useGrowingRange(chunks.length, focus)
  const found = span !== null

  useEffect(() => onLocated?.(found), [found, onLocated, content, place])
  useKeepQuoteInView(root, span === null ? null : `${span.start}-${span.end}`, range.from)

  // Lines of a PDF are broken where its page ended, not where the author wished.
  const keepLines = !content.file_name.toLowerCase().endsWith('.pdf')
  if (chunks.length === 0) return <p className="py-8 text-ink-3">{t('evidence.empty')}</p>
  return (
    <div ref={root} className="prose" data-testid="reader">
      {chunks.slice(range.from, range.to).map((chunk, i) => (
        <ChunkView
          key={range.from + i}
          chunk={chunk}
          text={content.text}
          span={span}
          keepLines={keepLines}
          topHeading={topHeading}
        />
      ))}
    </div>
  )
}

/** Runs when the browser has nothing better to do; Safari before 26 has no such moment. */
function whenIdle(run: () => void): () => void {
  if ('requestIdleCallback' in window) {
    const handle = window.requestIdleCallback(run)
    return () => window.cancelIdleCallback(handle)
  }
  const timer = setTimeout(run, 16)
  return () => clearTimeout(timer)
}

interface Range {
  from: number
  to: number
}

function useGrowingRange(count: number, focus: number): Range {
  const start = useMemo(
    () => ({ from: Math.max(0, focus - 1), to: Math.min(count, focus + AROUND) }),
    [count, focus],
  )
  const [grown, setGrown] = useState<{ start: Range; range: Range }>({ start, range: start })
  // Another quote or document starts anew from its own place.
  const range = grown.start === start ? grown.range : start
  useEffect(() => {
    if (range.from === 0 && range.to >= count) return
    return whenIdle(() => {
      startTransition(() => {
        setGrown({
          start,
          range: { from: Math.max(0, range.from - STEP), to: Math.min(count, range.to + STEP) },
        })
      })
    })
  }, [count, range, start])
  return range
}

/** Scrolls to the quote, and holds it while text grows above, until the reader moves. */
function useKeepQuoteInView(
  root: React.RefObject<HTMLDivElement | null>,
  quote: string | null,
  from: number,
): void {
  const moved = useRef<string | null>(null)
  useEffect(() => {
    if (quote === null) return
    const stop = () => {
      moved.current = quote
    }
    const options = { passive: true }
    window.addEventListener('wheel', stop, options)
    window.addEventListener('touchmove', stop, options)
    window.addEventListener('keydown', stop, options)
    window.addEventListener('pointerdown', stop, options)
    return () => {
      window.removeEventListener('wheel', stop)
      window.removeEventListener('touchmove', stop)
      window.removeEventListener('keydown', stop)
      window.removeEventListener('pointerdown', stop)
    }
  }, [quote])
  useLayoutEffect(() => {
    if (quote === null || moved.current === quote) return
    const show = () => {
      root.current?.querySelector('[data-quote]')?.scrollIntoView({ block: 'center' })
    }
    show()
    // Sections skipped by content-visibility take their true height a frame later.
    const frame = requestAnimationFrame(show)
    return () => cancelAnimationFrame(frame)
  }, [root, quote, from])
}
