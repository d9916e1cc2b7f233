import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Markdown } from '@/components/markdown'
import { GrowingMarkdown, lex } from '@/lib/markdown/blocks'

const cite = (n: number, key: string) => <b key={key} data-chip={n} />

function show(text: string) {
  return render(<Markdown text={text} cite={cite} />).container
}

const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<iframe src="https://evil.example"></iframe>',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<style>*{display:none}</style>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\nscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '[x](vbscript:msgbox)',
  '[x](file:///etc/passwd)',
  '[x](//evil.example)',
  '[x][ref]\n\n[ref]: javascript:alert(1)',
  '![x](https://evil.example/pixel.png)',
  '![x](x" onerror="alert(1))',
  '<https://ok.example/"onmouseover="alert(1)>',
  '`<img src=x onerror=alert(1)>`',
  '| <img src=x onerror=alert(1)> |\n| --- |\n| <script>1</script> |',
  '&lt;img src=x onerror=alert(1)&gt;',
]

describe('Markdown of the model', () => {
  it.each(ATTACKS)('makes no live element of %s', (text) => {
    const root = show(text)
    expect(root.querySelector('script,img,iframe,svg,style,object,embed,form')).toBeNull()
    for (const element of root.querySelectorAll('*')) {
      for (const { name } of element.attributes) expect(name.startsWith('on')).toBe(false)
      const href = element.getAttribute('href')
      if (href !== null) expect(href).toMatch(/^(https?:|mailto:)/)
    }
  })

  it('opens links outside, says where they lead, and sends no referrer', () => {
    const link = show('[правила](https://gov.example/x)').querySelector('a')
    expect(link).toHaveAttribute('rel', 'noopener noreferrer nofollow')
    expect(link?.parentElement).toHaveTextContent('правила (gov.example)')
  })

  it('puts chips where the markers stood, also when a definition would make them links', () => {
    const root = show('Длится **28 дней [1]** и ещё два [2].\n\n[1]: https://evil.example')
    expect(
      [...root.querySelectorAll('[data-chip]')].map((chip) => chip.getAttribute('data-chip')),
    ).toEqual(['1', '2'])
    expect(root.querySelector('a')).toBeNull()
  })

  it('keeps a chip on the line of its word', () => {
    const root = show('составляет 28 дней [1]. Далее')
    expect(root.querySelector('.whitespace-nowrap')).toHaveTextContent('дней.')
  })

  it('makes no chips inside code', () => {
    expect(show('`a[1]`').querySelector('[data-chip]')).toBeNull()
  })

  it('shows tables and lists as what they are', () => {
    const root = show('| а | б |\n| - | - |\n| 1 | 2 |\n\n1. раз\n2. два')
    expect(root.querySelectorAll('td')).toHaveLength(2)
    expect(root.querySelectorAll('ol > li')).toHaveLength(2)
  })
})

describe('Markdown that grows', () => {
  it('ends with the same blocks as lexing the whole at once', () => {
    const text =
      '# Заголовок\n\nАбзац с **жирным** [1].\n\n- раз\n- два\n\n  вложено\n\nЕщё абзац\nв две строки\n\n' +
      '| а | б |\n| - | - |\n| 1 | 2 |\n\n```js\nconst a = 1\n\nb()\n```\n\n> цитата\n\nКонец.'
    const growing = new GrowingMarkdown()
    let blocks = growing.update('')
    for (let length = 1; length <= text.length; length += 1)
      blocks = growing.update(text.slice(0, length))
    const shape = (tokens: { type: string; raw: string }[]) =>
      tokens.filter(({ type }) => type !== 'space').map(({ type, raw }) => [type, raw.trim()])
    expect(shape(blocks)).toEqual(shape(lex(text)))
  })
})
