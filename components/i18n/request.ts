import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { chooseLanguage, languageCookie } from './choose-language'
import { interfaceMessages } from './interface-messages'

// biome-ignore lint/style/noDefaultExport: next-intl reads the default export of this file
export default getRequestConfig(async () => {
  const [cookieStore, headerStore] = await Promise.all([cookies(), headers()])
  const locale = chooseLanguage(cookieStore.get(languageCookie)?.value, headerStore.get('accept-language'))
  return { locale, messages: interfaceMessages[locale], timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone }
})
