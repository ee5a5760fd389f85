import type { InterfaceLanguage } from '@/lib/domain/error-catalog'
import enAdmin from './messages/en/admin.json'
import enChat from './messages/en/chat.json'
import enDocuments from './messages/en/documents.json'
import enLab from './messages/en/lab.json'
import enModels from './messages/en/models.json'
import enSettings from './messages/en/settings.json'
import enShell from './messages/en/shell.json'
import enSites from './messages/en/sites.json'
import enViewer from './messages/en/viewer.json'
import koAdmin from './messages/ko/admin.json'
import koChat from './messages/ko/chat.json'
import koDocuments from './messages/ko/documents.json'
import koLab from './messages/ko/lab.json'
import koModels from './messages/ko/models.json'
import koSettings from './messages/ko/settings.json'
import koShell from './messages/ko/shell.json'
import koSites from './messages/ko/sites.json'
import koViewer from './messages/ko/viewer.json'

/** Every string of the interface, by language, then by the part of the interface that shows it. */
export const interfaceMessages = {
  en: {
    admin: enAdmin,
    chat: enChat,
    documents: enDocuments,
    lab: enLab,
    models: enModels,
    settings: enSettings,
    shell: enShell,
    sites: enSites,
    viewer: enViewer,
  },
  ko: {
    admin: koAdmin,
    chat: koChat,
    documents: koDocuments,
    lab: koLab,
    models: koModels,
    settings: koSettings,
    shell: koShell,
    sites: koSites,
    viewer: koViewer,
  },
} satisfies Record<InterfaceLanguage, Record<string, Record<string, unknown>>>
