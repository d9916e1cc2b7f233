/** What a reloaded page needs to find the answer it was showing. */
export interface Remembered {
  conversationId: string
  messageId: string
  questionId: string
  question: string
}

const KEY = 'znatok.stream'

export function rememberStream(stream: Remembered): void {
  sessionStorage.setItem(KEY, JSON.stringify(stream))
}

export function forgetStream(): void {
  sessionStorage.removeItem(KEY)
}

export function recallStream(): Remembered | null {
  const text = sessionStorage.getItem(KEY)
  if (text === null) return null
  try {
    const value = JSON.parse(text) as Partial<Remembered>
    const { conversationId, messageId, questionId, question } = value
    if (!conversationId || !messageId || !questionId || question === undefined) return null
    return { conversationId, messageId, questionId, question }
  } catch {
    return null
  }
}
