import type { InterfaceLanguage } from '@/lib/domain/error-catalog'
import enAdmin from './messages/en/admin.json'
import enAnswers from './messages/en/answers.json'
import enChat from './messages/en/chat.json'
import enConnections from './messages/en/connections.json'
import enConversation from './messages/en/conversation.json'
import enDocuments from './messages/en/documents.json'
import enLab from './messages/en/lab.json'
import enModels from './messages/en/models.json'
import enSettings from './messages/en/settings.json'
import enShell from './messages/en/shell.json'
import enSites from './messages/en/sites.json'
import enSummaries from './messages/en/summaries.json'
import enViewer from './messages/en/viewer.json'
import koAdmin from './messages/ko/admin.json'
import koAnswers from './messages/ko/answers.json'
import koChat from './messages/ko/chat.json'
import koConnections from './messages/ko/connections.json'
import koConversation from './messages/ko/conversation.json'
import koDocuments from './messages/ko/documents.json'
import koLab from './messages/ko/lab.json'
import koModels from './messages/ko/models.json'
import koSettings from './messages/ko/settings.json'
import koShell from './messages/ko/shell.json'
import koSites from './messages/ko/sites.json'
import koSummaries from './messages/ko/summaries.json'
import koViewer from './messages/ko/viewer.json'

/** Every string of the interface, by language, then by the part of the interface that shows it. */
export const interfaceMessages = {
  en: {
    admin: enAdmin,
    answers: enAnswers,
    chat: enChat,
    connections: enConnections,
    conversation: enConversation,
    documents: enDocuments,
    lab: enLab,
    models: enModels,
    settings: enSettings,
    shell: enShell,
    sites: enSites,
    summaries: enSummaries,
    viewer: enViewer,
  },
  ko: {
    admin: koAdmin,
    answers: koAnswers,
    chat: koChat,
    connections: koConnections,
    conversation: koConversation,
    documents: koDocuments,
    lab: koLab,
    models: koModels,
    settings: koSettings,
    shell: koShell,
    sites: koSites,
    summaries: koSummaries,
    viewer: koViewer,
  },
} satisfies Record<InterfaceLanguage, Record<string, Record<string, unknown>>>
