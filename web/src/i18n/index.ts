import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { setApiLanguage } from '@/api/client'
import { ru } from './ru'

export type Language = 'ru' | 'en'

const KEY = 'znatok.language'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof ru }
  }
}

async function load(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { en } = await import('./en')
    i18next.addResourceBundle('en', 'translation', en)
  }
}

function apply(language: Language): void {
  document.documentElement.lang = language
  setApiLanguage(language)
}

/** Starts in Russian unless the reader chose English before. */
export async function startI18n(chosen?: Language): Promise<void> {
  const language = chosen ?? (localStorage.getItem(KEY) === 'en' ? 'en' : 'ru')
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'ru',
    resources: { ru: { translation: ru } },
    // React escapes by itself.
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  await load(language)
  if (language === 'en') await i18next.changeLanguage('en')
  apply(language)
}

export async function changeLanguage(language: Language): Promise<void> {
  await load(language)
  await i18next.changeLanguage(language)
  localStorage.setItem(KEY, language)
  apply(language)
}
