import { Fragment, memo, type ReactElement, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cn } from '@/lib/cn'
import type { Chunk, PlacedBlock } from './layout'
import { intersect, type Span } from './locate'
import { rowSpans } from './table-rows'

interface ChunkProps {
  chunk: Chunk
  text: string
  span: Span | null
  keepLines: boolean
  /** Where the text stands under the headings of the page. */
  topHeading: 'h2' | 'h3'
}

interface BlockProps {
  block: PlacedBlock
  text: string
  span: Span | null
  keepLines: boolean
  /** Where the text stands under the headings of the page. */
  topHeading: 'h2' | 'h3'
}

export const ChunkView = memo(function ChunkView({ chunk, ...rest }: ChunkProps): ReactElement {
  const groups: PlacedBlock[][] = []
  for (const block of chunk.blocks) {
    const last = groups.at(-1)
    if (block.kind === 'list_item' && last?.[0]?.kind === 'list_item') last.push(block)
    else groups.push([block])
  }
  return (
    <section className="prose [contain-intrinsic-size:auto_720px] [content-visibility:auto]">
      {groups.map((group) => {
        const first = group[0]
        if (!first) return null
        return (
          <Fragment key={first.start}>
            {first.opens && <Divider block={first} />}
            {first.kind === 'list_item' ? (
              <ul className="list-none! space-y-1 ps-0!">
                {group.map((item) => (
                  <ListItem key={item.start} block={item} {...rest} />
                ))}
              </ul>
            ) : (
              <BlockView block={first} {...rest} />
            )}
          </Fragment>
        )
      })}
    </section>
  )
})

function Divider({ block }: { block: PlacedBlock }): ReactElement {
  const { t } = useTranslation()
  const label =
    block.page !== null
      ? t('evidence.page', { page: block.page })
      : t('evidence.sheet', { sheet: block.sheet ?? '' })
  return (
    <p className="flex items-center gap-3 pt-3 text-12 text-ink-3 tabular-nums">
      <span className="h-px flex-1 bg-line" aria-hidden />
      {label}
      <span className="h-px flex-1 bg-line" aria-hidden />
    </p>
  )
}

function BlockView({ block, text, span, keepLines, topHeading }: BlockProps): ReactElement | null {
  const lines = keepLines ? 'whitespace-pre-line' : undefined
  switch (block.kind) {
    case 'heading': {
      const Tag = block.level <= 1 ? topHeading : topHeading === 'h2' ? 'h3' : 'h4'
      return (
        <Tag className={cn(block.level <= 1 && 'text-20! leading-7!')}>
          <Words text={text} from={skip(text, block, /^#{1,6}\s+/)} to={block.end} span={span} />
        </Tag>
      )
    }
    case 'table':
      return block.rows ? (
        <TableView block={block} rows={block.rows} text={text} span={span} />
      ) : (
        <Preformatted block={block} text={text} span={span} />
      )
    case 'code':
      return <Preformatted block={block} text={text} span={span} />
    default:
      return (
        <p className={lines}>
          <Words text={text} from={block.start} to={block.end} span={span} />
        </p>
      )
  }
}

const BULLET = /^\s*[-•*–—·▪◦]\s+/
const NUMBER = /^\s*(?:\d{1,3}[.)]|[a-zа-яё][.)])(?:\d{1,3}\.?)*\s+/i

function ListItem({ block, text, span, keepLines }: Omit<BlockProps, 'topHeading'>): ReactElement {
  const number = NUMBER.exec(text.slice(block.start, Math.min(block.end, block.start + 24)))?.[0]
  const from = number ? block.start + number.length : skip(text, block, BULLET)
  return (
    <li
      className="flex gap-2"
      style={{ marginInlineStart: `${Math.max(0, block.level - 1) * 1.25}rem` }}
    >
      <span className="min-w-4 shrink-0 text-ink-3 tabular-nums" aria-hidden={!number}>
        {number ? number.trim() : '•'}
      </span>
      <span className={cn('min-w-0', keepLines && 'whitespace-pre-line')}>
        <Words text={text} from={from} to={block.end} span={span} />
      </span>
    </li>
  )
}

type PlainProps = Omit<BlockProps, 'keepLines' | 'topHeading'>

function Preformatted({ block, text, span }: PlainProps): ReactElement {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long lines scroll sideways
    <pre tabIndex={0}>
      <code>
        <Words text={text} from={block.start} to={block.end} span={span} />
      </code>
    </pre>
  )
}

function TableView({ block, rows, text, span }: PlainProps & { rows: string[][] }): ReactElement {
  const inside = span && intersect(span, block)
  const spans = inside ? rowSpans(text.slice(block.start, block.end), rows) : []
  const quoted = rows.map((_, i) => {
    const row = spans[i]
    if (!inside || !row) return false
    const placed = { start: row.start + block.start, end: row.end + block.start }
    return intersect(inside, placed) !== null
  })
  const firstQuoted = quoted.indexOf(true)
  const [head, ...body] = rows
  const rowProps = (i: number) => ({
    className: quoted[i] ? 'quoted' : undefined,
    'data-quote': i === firstQuoted ? '' : undefined,
  })
  // When no row could be placed, the table as a whole holds the quote.
  const whole = inside !== null && firstQuoted < 0
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wide tables scroll sideways
    <div className="table-frame" tabIndex={0} data-quote={whole ? '' : undefined}>
      <table>
        <thead>
          <tr {...rowProps(0)}>
            {(head ?? []).map((cell, j) => (
              <th key={j} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, i) => (
            <tr key={i} {...rowProps(i + 1)}>
              {row.map((cell, j) => (
                <td key={j}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface WordsProps {
  text: string
  from: number
  to: number
  span: Span | null
}

/** A stretch of the text; what the quote covers of it is marked. */
function Words({ text, from, to, span }: WordsProps): ReactNode {
  const marked = span && intersect(span, { start: from, end: to })
  if (!marked) return text.slice(from, to)
  return (
    <>
      {text.slice(from, marked.start)}
      <mark data-quote="">{text.slice(marked.start, marked.end)}</mark>
      {text.slice(marked.end, to)}
    </>
  )
}

/** The place after a sign (a bullet, a hash) that the layout shows in its own way. */
function skip(text: string, block: Span, sign: RegExp): number {
  const found = sign.exec(text.slice(block.start, Math.min(block.end, block.start + 16)))
  return block.start + (found?.[0].length ?? 0)
}
