import '@testing-library/jest-dom/vitest'
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll, vi } from 'vitest'
import { startI18n } from '@/i18n'

beforeAll(async () => {
  await startI18n('ru')
})

afterEach(() => {
  cleanup()
  sessionStorage.clear()
})

// What jsdom lacks and the pages use.
window.matchMedia = (query: string) =>
  ({
    matches: query.includes('min-width') || query.includes('pointer: fine'),
    media: query,
    addEventListener: vi.fn(),
    removeEventListener: vi.fn(),
  }) as unknown as MediaQueryList
Element.prototype.scrollIntoView = vi.fn()
