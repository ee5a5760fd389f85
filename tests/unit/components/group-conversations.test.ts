import { describe, expect, it } from 'vitest'
import { groupConversations } from '@/components/shell/group-conversations'

const now = new Date(2026, 10, 22, 0, 30)

function conversationAt(id: string, date: Date) {
  return { id, title: id, createdAt: date.toISOString(), updatedAt: date.toISOString() }
}

describe('groupConversations', () => {
  it('goes by calendar days, not by hours', () => {
    const groups = groupConversations(
      [
        conversationAt('just now', new Date(2026, 10, 22, 0, 10)),
        conversationAt('an hour ago', new Date(2026, 10, 21, 23, 30)),
        conversationAt('six days ago', new Date(2026, 10, 16, 12)),
        conversationAt('last month', new Date(2026, 9, 3)),
      ],
      now,
    )
    expect(groups.map((group) => [group.period, group.conversations.map((conversation) => conversation.id)])).toEqual([
      ['today', ['just now']],
      ['yesterday', ['an hour ago']],
      ['lastSevenDays', ['six days ago']],
      ['older', ['last month']],
    ])
  })

  it('leaves out empty groups and keeps the order within one', () => {
    const groups = groupConversations([conversationAt('b', now), conversationAt('a', now)], now)
    expect(groups).toHaveLength(1)
    expect(groups[0]?.conversations.map((conversation) => conversation.id)).toEqual(['b', 'a'])
  })
})
