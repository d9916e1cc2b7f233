/** What the form needs of the JSON Schema of a kind's settings. */
export interface FieldSpec {
  name: string
  title: string
  hint: string | null
  kind: 'text' | 'secret' | 'number' | 'flag' | 'choice' | 'group'
  required: boolean
  whole: boolean
  initial: unknown
  choices: string[]
  fields: FieldSpec[]
}

type Json = Record<string, unknown>

/** The fields in the order of the settings; what a person must fill in comes first. */
export function fieldsOf(schema: Json): FieldSpec[] {
  const fields = readFields(schema, (schema.$defs ?? {}) as Record<string, Json>)
  const rank = (field: FieldSpec) => (field.kind === 'group' ? 1 : isEssential(field) ? 0 : 2)
  return fields.toSorted((one, other) => rank(one) - rank(other))
}

/** What must be filled in or tells one provider from another; the rest has good defaults. */
export function isEssential(field: FieldSpec): boolean {
  return (
    field.required || field.kind === 'secret' || field.kind === 'group' || field.name === 'model'
  )
}

function readFields(schema: Json, defs: Record<string, Json>): FieldSpec[] {
  const required = new Set((schema.required ?? []) as string[])
  return Object.entries((schema.properties ?? {}) as Record<string, Json>).map(([name, own]) => {
    const shape = shapeOf(own, defs)
    const choices = Array.isArray(shape.enum) ? shape.enum.map(String) : []
    return {
      name,
      title: typeof own.title === 'string' ? own.title : name,
      hint: typeof own.description === 'string' ? own.description : null,
      kind: kindOf(shape, choices),
      required: required.has(name),
      whole: shape.type === 'integer',
      initial: own.default ?? null,
      choices,
      fields: shape.type === 'object' ? readFields(shape, defs) : [],
    }
  })
}

/** The schema behind a reference or beside a null. */
function shapeOf(schema: Json, defs: Record<string, Json>): Json {
  if (typeof schema.$ref === 'string') {
    return defs[schema.$ref.replace('#/$defs/', '')] ?? {}
  }
  const variants = (schema.anyOf ?? schema.allOf) as Json[] | undefined
  const real = variants?.find((each) => each.type !== 'null')
  return real === undefined ? schema : shapeOf(real, defs)
}

function kindOf(shape: Json, choices: string[]): FieldSpec['kind'] {
  if (choices.length > 0) return 'choice'
  if (shape.format === 'password') return 'secret'
  if (shape.type === 'boolean') return 'flag'
  if (shape.type === 'number' || shape.type === 'integer') return 'number'
  if (shape.type === 'object') return 'group'
  return 'text'
}

/** What the fields show: texts, flags, and groups of these. */
export interface Values {
  [name: string]: string | boolean | Values
}

export function initialValues(fields: FieldSpec[], options: Json): Values {
  return Object.fromEntries(
    fields.map((field) => [field.name, initialValue(field, options[field.name] ?? field.initial)]),
  )
}

function initialValue(field: FieldSpec, value: unknown): string | boolean | Values {
  if (field.kind === 'group') return initialValues(field.fields, (value ?? {}) as Json)
  if (field.kind === 'flag') return value === true
  if (field.kind === 'secret') return ''
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** What is sent: blank fields are left out, so that the server's default or the kept key holds. */
export function optionsOf(fields: FieldSpec[], values: Values): Json {
  const options: Json = {}
  for (const field of fields) {
    const value = values[field.name]
    if (field.kind === 'group') {
      options[field.name] = optionsOf(field.fields, (value ?? {}) as Values)
    } else if (typeof value === 'boolean') {
      options[field.name] = value
    } else if (typeof value === 'string' && value.trim() !== '') {
      const text = value.trim()
      options[field.name] = field.kind === 'number' ? numberOf(text) : text
    }
  }
  return options
}

/** A number as people write it, or the text itself: the server says what is wrong with it. */
function numberOf(text: string): number | string {
  const value = Number(text.replace(',', '.').replaceAll(/\s/g, ''))
  return Number.isNaN(value) ? text : value
}
