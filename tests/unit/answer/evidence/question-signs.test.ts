import { describe, expect, it } from 'vitest'
import { questionSigns } from '@/lib/answer/evidence/question-signs'

const none = { asksWhich: false, asksFigure: false, asksExtreme: false }

describe('questionSigns', () => {
  it.each([
    ['In which country does Gouda come from?', { asksWhich: true }],
    ['When was the synthesizer invented?', { asksFigure: true }],
    ['What year was the team formed?', { asksFigure: true }],
    ['How tall is a Rhodesian Ridgeback?', { asksFigure: true }],
    ['What is the population of Pontresina?', { asksFigure: true }],
    ['Was Germany part of the empire?', {}],
    ['What is the oldest highway in Canada?', { asksExtreme: true }],
    ['Who was the first person on the moon?', { asksExtreme: true }],
    ['What is the purpose of replay review?', {}],
    ['Who protects the forest in the northwest?', {}],
  ])('%s', (question, signs) => {
    expect(questionSigns(question)).toEqual({ ...none, ...signs })
  })
})
