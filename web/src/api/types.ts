/**
 * The shapes of the HTTP API by the names the pages use: aliases of `schema.d.ts`, which
 * `npm run generate` makes from the server's OpenAPI document. What OpenAPI leaves open (the body
 * of a problem, the fields with defaults that an answer always has) is closed here.
 *
 * Times are RFC 3339 in UTC; offsets are in Unicode code points.
 */
import type { components } from './schema'

type Schemas = components['schemas']

/** RFC 9457; the body of every refusal and of the `error` event. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
}

export interface Page<T> {
  items: T[]
  next_cursor: string | null
}

export type Tokens = Schemas['TokenAnswer']
export type Role = Schemas['Role']
export type Named = Schemas['Named']
export type Me = Schemas['Me']
export type DemoAccount = Omit<Schemas['DemoAccountOut'], 'role'> & { role: Role }
export type Meta = Omit<Schemas['MetaOut'], 'demo_accounts'> & { demo_accounts: DemoAccount[] }

export type Citation = Schemas['CitationOut']
export type Stage = Schemas['StageOut']
export type Trace = Schemas['TraceOut']
export type Written = Schemas['WrittenOut']
export type ChatAnswer = Schemas['AnswerOut']
export type AnswerStatus = ChatAnswer['status']
export type ChatEvent =
  | Schemas['StartedEvent']
  | Schemas['StageEvent']
  | Schemas['DeltaEvent']
  | Schemas['CitationEvent']
  | Schemas['DoneEvent']
  | { type: 'error'; problem: Problem }

export type ConversationSummary = Schemas['ConversationOut']
export type Message = Omit<Schemas['MessageOut'], 'status'> & { status: AnswerStatus | null }
export type Conversation = Omit<Schemas['WholeConversationOut'], 'messages'> & {
  messages: Message[]
}

export type Access = Required<Schemas['AccessBody']>
export type DocumentStatus = Schemas['Status']
export type DocumentProgress = Schemas['ProgressOut']
export type ProgressOverview = Schemas['UploadsOut']
export type DocumentItem = Omit<Schemas['DocumentOut'], 'access'> & { access: Access }
export type DocumentVersion = Schemas['VersionOut']
export type DocumentDetail = DocumentItem & {
  versions: DocumentVersion[]
  facts: Schemas['FactsOut']
}
export type Accepted = Omit<Schemas['Accepted'], 'rejected'> & {
  rejected?: { file_name: string; problem: Problem }[]
}
export type BlockKind = Schemas['BlockKind']
export type DocumentContent = Schemas['ContentOut']

export type DictionaryEntry = Schemas['DictionaryEntryOut']
export type DictionaryKind = DictionaryEntry['kind']
export type DictionaryPage = Schemas['DictionaryPage']
export type DictionaryImport = Schemas['DictionaryImportOut']
export type NewDictionaryEntry = Schemas['DictionaryEntryBody']

export type ModelKind = Schemas['ModelKindOut']
export type ModelProvider = Schemas['ModelProviderOut']
export type ModelForm = Schemas['ModelProviderBody']
export type ModelTest = Schemas['ModelTestOut']
export type ModelCosts = Schemas['ModelCostList']
export type ModelBudget = Schemas['ModelBudgetOut']
export type ModelBudgetBody = Schemas['ModelBudgetBody']
export type DataClass = Schemas['DataClass']

export type Transfer = Schemas['TransferOut']
export type TransferPage = Schemas['TransferPage']
export type TransferTotal = Schemas['TransferTotalOut']

export type Generation = Schemas['GenerationOut']
export type GenerationList = Schemas['GenerationList']
export type GenerationBody = Schemas['GenerationIn']
export type WatchedFolder = Schemas['FolderOut']
