/**
 * The shapes of the HTTP API as the pages use them.
 *
 * To be replaced by aliases of `schema.d.ts`, which `npm run generate` makes from the server's
 * OpenAPI document. Times are RFC 3339 in UTC; offsets are in Unicode code points.
 */

export interface Problem {
  type: string
  title: string
  status: number
  detail: string
}

export interface Tokens {
  access_token: string
  refresh_token: string
  token_type: string
  /** Seconds. */
  expires_in: number
}

export type Role = 'user' | 'editor' | 'auditor' | 'admin'

export interface Named {
  id: string
  name: string
}

export interface Me {
  id: string
  email: string
  name: string
  role: Role
  department: Named | null
  groups: Named[]
}

export interface DemoAccount {
  email: string
  password: string
  name: string
  department: string | null
  role: Role
}

export interface Meta {
  name: string
  version: string
  demo: boolean
  demo_accounts: DemoAccount[]
  /** Suffixes with the dot: ".pdf". */
  formats: string[]
  max_upload_bytes: number
}

export interface Page<T> {
  items: T[]
  next_cursor: string | null
}

export interface Citation {
  n: number
  document_id: string
  version: number
  title: string
  file_name: string
  fragment_id: string
  quote: string
  page: number | null
  sheet: string | null
  section: string[]
  start: number
  end: number
  document_start: number
  document_end: number
  score: number
  updated_at: string
}

export type AnswerStatus = 'answered' | 'not_found' | 'partial' | 'refused'

export interface Stage {
  name: string
  label: string
  took_ms: number
  detail: unknown
}

export interface Trace {
  stages: Stage[]
  took_ms: number
  intent: string | null
}

export interface ChatAnswer {
  conversation_id: string
  message_id: string
  status: AnswerStatus
  answer: string
  citations: Citation[]
  follow_ups: string[]
  trace: Trace | null
}

export type ChatEvent =
  | { type: 'started'; conversation_id: string; message_id: string; question_id: string }
  | ({ type: 'stage' } & Stage)
  | { type: 'delta'; text: string }
  | { type: 'citation'; citation: Citation }
  | { type: 'done'; answer: ChatAnswer }
  | { type: 'error'; problem: Problem }

export interface ConversationSummary {
  id: string
  title: string
  updated_at: string
}

export interface Message {
  id: string
  role: 'user' | 'assistant'
  text: string
  status: AnswerStatus | null
  citations: Citation[]
  follow_ups: string[]
  trace: Trace | null
  rating: number | null
  created_at: string
}

export interface Conversation {
  id: string
  title: string
  messages: Message[]
}

export interface Access {
  everyone: boolean
  department_ids: string[]
  group_ids: string[]
  user_ids: string[]
}

export type DocumentStatus = 'queued' | 'processing' | 'ready' | 'failed' | 'quarantined'

export interface DocumentItem {
  id: string
  title: string
  file_name: string
  kind: string
  status: DocumentStatus
  /** From 0 to 1. */
  progress: number
  failure: { slug: string; message: string } | null
  warnings: string[]
  owner: Named
  department: Named | null
  access: Access
  version: number | null
  size_bytes: number
  pages: number | null
  created_at: string
  updated_at: string
  can_edit: boolean
}

export interface DocumentVersion {
  number: number
  file_name: string
  size_bytes: number
  created_at: string
  sha256: string
}

export interface DocumentDetail extends DocumentItem {
  versions: DocumentVersion[]
}

export interface Accepted {
  documents: { id: string; status: DocumentStatus; title: string; file_name: string }[]
}

export type BlockKind = 'heading' | 'paragraph' | 'list_item' | 'table' | 'code'

export interface Block {
  kind: BlockKind
  level: number | null
  start: number
  end: number
  page: number | null
  sheet: string | null
  rows: string[][] | null
}

export interface DocumentContent {
  document_id: string
  version: number
  title: string
  file_name: string
  text: string
  pages: number | null
  blocks: Block[]
}
