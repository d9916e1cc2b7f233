// A made-up company for looking at the pages without a server. Offsets are counted from the texts.
const now = Date.now()
const iso = (minutesAgo) => new Date(now - minutesAgo * 60_000).toISOString()

export const me = {
  id: 'u1',
  email: 'anna.sokolova@vega.example',
  name: 'Анна Соколова',
  role: 'editor',
  department: { id: 'd1', name: 'Кадры' },
  groups: [{ id: 'g1', name: 'Руководители' }],
}

export const meta = {
  name: 'Знаток',
  version: '0.1.0',
  demo: true,
  demo_accounts: [
    {
      email: 'anna.sokolova@vega.example',
      password: 'demo',
      name: 'Анна Соколова',
      department: 'Кадры',
      role: 'editor',
    },
    {
      email: 'igor.belov@vega.example',
      password: 'demo',
      name: 'Игорь Белов',
      department: 'Продажи',
      role: 'user',
    },
    {
      email: 'olga.kim@vega.example',
      password: 'demo',
      name: 'Ольга Ким',
      department: null,
      role: 'auditor',
    },
    {
      email: 'admin@vega.example',
      password: 'demo',
      name: 'Пётр Лавров',
      department: 'ИТ',
      role: 'admin',
    },
  ],
  formats: ['.pdf', '.docx', '.xlsx', '.pptx', '.html', '.md', '.txt', '.csv', '.eml'],
  max_upload_bytes: 52_428_800,
}

export const suggestions = [
  'Сколько дней отпуска положено после года работы?',
  'Как оформить командировку за границу?',
  'Какой лимит на представительские расходы у отдела продаж?',
]

/** Builds a text from blocks so that every span is right by construction (in code points). */
function compose(parts) {
  const texts = []
  let points = 0
  const blocks = parts.map((part) => {
    const words = part.rows ? part.rows.map((row) => row.join(' | ')).join('\n') : part.text
    const start = points + (texts.length === 0 ? 0 : 2)
    points = start + [...words].length
    texts.push(words)
    return {
      kind: part.kind,
      level: part.level ?? 0,
      start,
      end: points,
      page: part.page ?? null,
      sheet: part.sheet ?? null,
      rows: part.rows ?? [],
    }
  })
  const text = texts.join('\n\n')
  return { text, blocks }
}

const p = (page, text) => ({ kind: 'paragraph', page, text })
const h = (page, level, text) => ({ kind: 'heading', level, page, text })
const li = (page, text) => ({ kind: 'list_item', level: 1, page, text })

const vacation = compose([
  h(1, 1, 'Положение об отпусках'),
  p(1, 'Утверждено приказом генерального директора от 12 марта 2026 года № 48. 🙂'),
  h(1, 2, '1. Общие положения'),
  p(
    1,
    'Положение определяет порядок предоставления отпусков работникам общества «Вега». Оно обязательно для всех подразделений и действует до его отмены.',
  ),
  p(
    1,
    'Отпуск предоставляется по графику, который составляет отдел кадров до 15 декабря. Работник знакомится с графиком под подпись.',
  ),
  h(2, 2, '2. Продолжительность отпуска'),
  p(
    2,
    'Ежегодный основной оплачиваемый отпуск составляет 28 календарных дней. Право на отпуск за первый год возникает через шесть месяцев непрерывной работы.',
  ),
  p(2, 'За стаж работы в обществе предоставляются дополнительные дни по таблице ниже.'),
  {
    kind: 'table',
    page: 2,
    rows: [
      ['Стаж в обществе', 'Дополнительно, дней', 'Всего, дней'],
      ['от 1 года до 3 лет', '2', '30'],
      ['от 3 до 5 лет', '3', '31'],
      ['свыше 5 лет', '5', '33'],
    ],
  },
  p(
    2,
    'Неиспользованная часть отпуска переносится на следующий год по согласованию с руководителем, но не более чем на 14 дней.',
  ),
  h(3, 2, '3. Как оформить отпуск'),
  li(3, '- подать заявление за две недели до начала;'),
  li(3, '- согласовать его с руководителем;'),
  li(3, '- передать дела замещающему работнику.'),
  p(3, 'Отпускные выплачиваются не позднее чем за три дня до начала отпуска.'),
])

const trips = compose([
  h(1, 1, 'Порядок направления в командировки'),
  p(1, 'Командировка оформляется приказом. Суточные за границей составляют 2 500 рублей в день.'),
  h(1, 2, 'Представительские расходы'),
  {
    kind: 'table',
    page: 1,
    sheet: null,
    rows: [
      ['Подразделение', 'Лимит на месяц, ₽'],
      ['Продажи', '60 000'],
      ['Закупки', '25 000'],
    ],
  },
])

const long = compose(
  Array.from({ length: 500 }, (_, i) => [
    h(i + 1, 2, `Раздел ${i + 1}`),
    ...Array.from({ length: 12 }, (_, j) =>
      p(
        i + 1,
        `Пункт ${i + 1}.${j + 1}. Оборудование обслуживается по графику завода-изготовителя; отступления записываются в журнал и подтверждаются подписью ответственного лица смены.`,
      ),
    ),
  ]).flat(),
)

export const contents = {
  'doc-vacation': { ...vacation, pages: 3 },
  'doc-trips': { ...trips, pages: 1 },
  'doc-long': { ...long, pages: 500 },
}

const access = (over) => ({
  everyone: false,
  department_ids: [],
  group_ids: [],
  user_ids: [],
  ...over,
})
const owner = { id: 'u2', name: 'Мария Орлова' }

const make = (id, title, file, over = {}) => ({
  id,
  title,
  file_name: file,
  kind: file.split('.').at(-1),
  status: 'ready',
  progress: 1,
  failure: null,
  warnings: [],
  owner,
  department: { id: 'd1', name: 'Кадры' },
  access: access({ everyone: true }),
  version: 2,
  size_bytes: 184_320,
  pages: 3,
  created_at: iso(90_000),
  updated_at: '2026-03-12T09:00:00Z',
  can_edit: true,
  ...over,
})

export const documents = [
  make('doc-vacation', 'Положение об отпусках', 'Положение об отпусках.docx'),
  make('doc-trips', 'Порядок направления в командировки', 'komandirovki-2026.pdf', {
    pages: 1,
    access: access({ department_ids: ['d1'] }),
    updated_at: iso(3000),
  }),
  make('doc-long', 'Регламент обслуживания оборудования', 'reglament.pdf', {
    pages: 500,
    size_bytes: 18_874_368,
    access: access({ group_ids: ['g1'] }),
    updated_at: iso(60 * 24 * 40),
  }),
  make('doc-proc', 'Прайс-лист поставщика', 'price.xlsx', {
    status: 'processing',
    progress: 0.42,
    version: null,
    pages: null,
    access: access({}),
    updated_at: iso(2),
    size_bytes: 920_000,
  }),
  make('doc-queue', 'Протокол совещания', 'protokol.docx', {
    status: 'queued',
    progress: 0,
    version: null,
    pages: null,
    access: access({ department_ids: ['d1', 'd2', 'd3'] }),
    updated_at: iso(1),
    size_bytes: 64_000,
  }),
  make('doc-fail', 'Скан договора аренды', 'scan_0017.pdf', {
    status: 'failed',
    version: null,
    pages: null,
    failure: {
      slug: 'password-protected',
      message: 'Файл закрыт паролем. Снимите пароль и загрузите его снова.',
    },
    updated_at: iso(400),
    size_bytes: 5_400_000,
    access: access({ department_ids: ['d1'] }),
  }),
  make(
    'doc-sales',
    'Скрипт переговоров с очень длинным названием, которое не помещается в одну строку таблицы и потому переносится',
    'script.md',
    { can_edit: false, updated_at: iso(9000), size_bytes: 12_000 },
  ),
]

/** A citation of the words in a document, its offsets counted in code points. */
export function cite(n, documentId, quote) {
  const { text, blocks } = contents[documentId]
  const unit = text.indexOf(quote)
  if (unit < 0) throw new Error(`no such words in ${documentId}: ${quote}`)
  const start = [...text.slice(0, unit)].length
  const end = start + [...quote].length
  const block = blocks.find((item) => item.start <= start && item.end > start)
  const document = documents.find((item) => item.id === documentId)
  return {
    n,
    document_id: documentId,
    version: document.version,
    title: document.title,
    file_name: document.file_name,
    fragment_id: `${documentId}-f${n}`,
    quote,
    page: block?.page ?? null,
    sheet: null,
    section: [],
    start: 0,
    end: quote.length,
    key_start: 0,
    key_end: quote.length,
    document_start: start,
    document_end: end,
    score: 0.9,
    updated_at: document.updated_at,
  }
}

export const stages = [
  ['question', 1],
  ['intent', 18],
  ['query', 34],
  ['search', 126],
  ['context', 88],
  ['prompt', 3],
  ['generation', 1840],
  ['formatting', 22],
  ['answer', 4],
].map(([name, took_ms]) => ({ name, took_ms, detail: {} }))
