import type { ConversationSummary } from '@/lib/domain/conversation'

export const conversationPeriods = ['today', 'yesterday', 'lastSevenDays', 'older'] as const
export type ConversationPeriod = (typeof conversationPeriods)[number]

export interface ConversationGroup {
  period: ConversationPeriod
  conversations: ConversationSummary[]
}

function startOfDay(date: Date, daysBack: number): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysBack).getTime()
}

function periodOf(updatedAt: string, now: Date): ConversationPeriod {
  const time = Date.parse(updatedAt)
  if (time >= startOfDay(now, 0)) return 'today'
  if (time >= startOfDay(now, 1)) return 'yesterday'
  if (time >= startOfDay(now, 7)) return 'lastSevenDays'
  return 'older'
}

/** Groups by the person's own calendar days, newest group first; the order inside a group is kept, empty groups are left out. */
export function groupConversations(conversations: ConversationSummary[], now: Date): ConversationGroup[] {
  return conversationPeriods
    .map((period) => ({ period, conversations: conversations.filter((conversation) => periodOf(conversation.updatedAt, now) === period) }))
    .filter((group) => group.conversations.length > 0)
}
