import { expect, it } from 'vitest'
import { denseShareOf } from '@/lib/search/fusion/dense-share'

it('takes the share measured for the model, even where none was', () => {
  expect([denseShareOf({ denseShare: 0.8 }), denseShareOf({ denseShare: 0 }), denseShareOf({})]).toEqual([0.8, 0, 0.5])
})
