import type { Token, Tokens } from 'marked'
import { Fragment, memo, type ReactNode, useMemo, useState } from 'react'
import { GrowingMarkdown, lex } from '@/lib/markdown/blocks'
import { splitCitations } from '@/lib/markdown/citations'
import { decodeEntities, safeHref } from '@/lib/markdown/safety'
import { listSupported, type Marking, runsOf } from '@/lib/markdown/support'

type Cite = (n: number, key: string) => ReactNode

interface MarkdownProps {
  text: string
  /** Renders the chip of citation n. Keep its identity stable: blocks are memoised by it. */
  cite: Cite
  /** The text grows: lex only its tail. */
  streaming?: boolean
  /** Mark statements that no citation supports. */
  mark?: Marking
}

/**
 * Markdown of the model as React elements. Nothing is injected as HTML: tags show as the characters
 * they are, images as their descriptions, and links only as http, https or mailto.
 */
export function Markdown({
  text,
  cite,
  streaming = false,
  mark = 'none',
}: MarkdownProps): ReactNode {
  const [growing] = useState(() => new GrowingMarkdown())
  const tokens = useMemo(
    () => (streaming ? growing.update(text) : lex(text)),
    [growing, streaming, text],
  )
  const blocks = tokens.filter((token) => token.type !== 'space' && token.type !== 'def')
  return (
    <div className="prose">
      {blocks.map((token, i) => (
        <Block
          // Blocks only grow at the end: the place is the identity.
          key={i}
          token={token}
          raw={token.raw}
          cite={cite}
          mark={
            typeof mark === 'string' && token.type === 'list' && listSupported(token, blocks[i - 1])
              ? 'none'
              : mark
          }
        />
      ))}
    </div>
  )
}

interface BlockProps {
  token: Token
  raw: string
  cite: Cite
  mark: Marking
}

const Block = memo(
  function Block({ token, cite, mark }: BlockProps): ReactNode {
    return renderBlock(token, cite, mark)
  },
  (a, b) => a.raw === b.raw && a.cite === b.cite && a.mark === b.mark,
)

function renderBlock(token: Token, cite: Cite, mark: Marking): ReactNode {
  switch (token.type) {
    case 'heading': {
      const { depth, tokens } = token as Tokens.Heading
      // The page has its own h1 and the question is an h2.
      const Tag = depth <= 2 ? 'h3' : 'h4'
      return <Tag>{inline(tokens, cite)}</Tag>
    }
    case 'paragraph':
      return <p>{supported(token as Tokens.Paragraph, cite, mark)}</p>
    case 'list':
      return <List list={token as Tokens.List} cite={cite} mark={mark} />
    case 'blockquote':
      return (
        <blockquote>
          {(token as Tokens.Blockquote).tokens.map((child, i) => (
            <Fragment key={i}>{renderBlock(child, cite, 'none')}</Fragment>
          ))}
        </blockquote>
      )
    case 'code':
      return (
        // Long lines scroll sideways, and a keyboard must be able to do that.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre tabIndex={0}>
          <code>{(token as Tokens.Code).text}</code>
        </pre>
      )
    case 'table':
      return <Table table={token as Tokens.Table} cite={cite} />
    case 'hr':
      return <hr />
    case 'space':
    case 'def':
      return null
    case 'text':
      return supported(token as Tokens.Text, cite, mark)
    default:
      return <p>{token.raw}</p>
  }
}

function List({ list, cite, mark }: { list: Tokens.List; cite: Cite; mark: Marking }) {
  const items = list.items.map((item, i) => (
    <li key={i}>
      {item.tokens.map((child, j) => (
        <Fragment key={j}>{renderBlock(child, cite, mark)}</Fragment>
      ))}
    </li>
  ))
  if (list.ordered) return <ol start={list.start === '' ? 1 : list.start}>{items}</ol>
  return <ul>{items}</ul>
}

function Table({ table, cite }: { table: Tokens.Table; cite: Cite }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wide tables scroll sideways
    <div className="table-frame" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {table.header.map((cell, i) => (
              <th key={i} scope="col">
                {inline(cell.tokens, cite)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j}>{inline(cell.tokens, cite)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Inline tokens with the unsupported sentences set apart. */
function supported(token: Tokens.Paragraph | Tokens.Text, cite: Cite, mark: Marking): ReactNode {
  const tokens = token.tokens ?? [{ type: 'text', raw: token.raw, text: token.text }]
  return runsOf(tokens, mark).map((run, i) =>
    run.supported ? (
      <Fragment key={i}>{inline(run.tokens, cite)}</Fragment>
    ) : (
      <span key={i} className="unsupported">
        {inline(run.tokens, cite)}
      </span>
    ),
  )
}

function inline(tokens: Token[], cite: Cite): ReactNode {
  return tokens.map((token, i) => <Fragment key={i}>{inlineOne(token, cite)}</Fragment>)
}

function inlineOne(token: Token, cite: Cite): ReactNode {
  switch (token.type) {
    case 'text': {
      const { tokens, text } = token as Tokens.Text
      return tokens ? inline(tokens, cite) : words(text, cite)
    }
    case 'escape':
      return (token as Tokens.Escape).text
    case 'strong':
      return <strong>{inline((token as Tokens.Strong).tokens, cite)}</strong>
    case 'em':
      return <em>{inline((token as Tokens.Em).tokens, cite)}</em>
    case 'del':
      return <s>{inline((token as Tokens.Del).tokens, cite)}</s>
    case 'codespan':
      return <code>{(token as Tokens.Codespan).text}</code>
    case 'br':
      return <br />
    case 'image':
      return (token as Tokens.Image).text
    case 'link':
      return <OutsideLink link={token as Tokens.Link} cite={cite} />
    default:
      return token.raw
  }
}

/** The last word before a chip, and the stop after it: a chip must not begin a line. */
const LAST_WORD = /\S{1,32}$/
const STOP = /^[.,;:!?…»)]+/

function words(text: string, cite: Cite): ReactNode {
  const pieces = splitCitations(decodeEntities(text))
  const nodes: ReactNode[] = []
  let held: ReactNode[] = []
  pieces.forEach((piece, i) => {
    if (piece.kind === 'citation') {
      held.push(cite(piece.n, `${i}-${piece.n}`))
      return
    }
    let rest = piece.text
    if (held.length > 0) {
      const stop = STOP.exec(rest)?.[0] ?? ''
      nodes.push(<Unbroken key={`u${i}`}>{[...held, stop]}</Unbroken>)
      held = []
      rest = rest.slice(stop.length)
    }
    const word = pieces[i + 1]?.kind === 'citation' ? LAST_WORD.exec(rest)?.[0] : undefined
    if (word !== undefined) {
      held = [word]
      rest = rest.slice(0, -word.length)
    }
    nodes.push(rest)
  })
  if (held.length > 0) nodes.push(<Unbroken key="u">{held}</Unbroken>)
  return nodes
}

function Unbroken({ children }: { children: ReactNode }) {
  return <span className="whitespace-nowrap">{children}</span>
}

function OutsideLink({ link, cite }: { link: Tokens.Link; cite: Cite }) {
  // `[1]: address` somewhere in the text would turn the marker [1] into a link.
  if (/^\[\d{1,3}\]$/.test(link.raw)) return words(link.raw, cite)
  const url = safeHref(link.href)
  const label = inline(link.tokens, cite)
  if (!url) return label
  const host = url.protocol === 'mailto:' ? url.pathname : url.host
  return (
    <>
      <a href={url.href} target="_blank" rel="noopener noreferrer nofollow">
        {label}
      </a>
      {link.text.includes(host) ? null : <span className="text-ink-3"> ({host})</span>}
    </>
  )
}
