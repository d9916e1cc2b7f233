/** The nine stages of the server in their order: what is being done, and what has been done. */
const STAGES = [
  { name: 'question', doing: 'stage.question', done: 'trace.names.question' },
  { name: 'intent', doing: 'stage.intent', done: 'trace.names.intent' },
  { name: 'query', doing: 'stage.query', done: 'trace.names.query' },
  { name: 'search', doing: 'stage.lookup', done: 'trace.names.lookup' },
  { name: 'context', doing: 'stage.context', done: 'trace.names.context' },
  { name: 'prompt', doing: 'stage.prompt', done: 'trace.names.prompt' },
  { name: 'generation', doing: 'stage.generation', done: 'trace.names.generation' },
  { name: 'formatting', doing: 'stage.formatting', done: 'trace.names.formatting' },
  { name: 'answer', doing: 'stage.answer', done: 'trace.names.answer' },
] as const

export type StageWords = (typeof STAGES)[number]

/** The words of a stage; undefined for one that a newer server has added. */
export function stageWords(name: string): StageWords | undefined {
  return STAGES.find((stage) => stage.name === name)
}

/** A stage event tells what has been done: this is what comes next. */
export function stageAfter(name: string): StageWords | undefined {
  const index = STAGES.findIndex((stage) => stage.name === name)
  return index < 0 ? undefined : STAGES[Math.min(index + 1, STAGES.length - 1)]
}
