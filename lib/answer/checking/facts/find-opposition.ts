/*
 * Whether two sentences about the same thing say the opposite: one is negated and the other is not, or one has a word where the other has
 * its opposite. A list of words and no understanding: it is one measure among others, and decides nothing by itself unless the sentences are nearly alike.
 */

const negations =
  /\b(?:not|no|never|neither|nor|none|without|cannot|n['’]t|fails?|failed|lacks?|lacking|unable|unlikely|absence|independent of)\b|n['’]t\b|않|없[다는음으이어었습]|못(?:했|하|합)|아니[다라며었]|아닙/giu

const opposites: Array<[RegExp, RegExp]> = [
  [
    /\b(?:increas|rais|elevat|enhanc|promot|higher|more|greater|up-?regulat|gain|improv|activat|induc|strengthen)\w*/giu,
    /\b(?:decreas|reduc|lower|less|fewer|diminish|inhibit|suppress|impair|down-?regulat|loss|declin|worsen|attenuat|block|weaken|deactivat)\w*/giu,
  ],
  [/\b(?:before|earlier|older|early)\b/giu, /\b(?:after|later|younger|late)\b/giu],
  [/\b(?:allow|permit|includ|accept|enabl)\w*/giu, /\b(?:forbid|prohibit|exclud|reject|disabl|prevent)\w*/giu],
  [/\b(?:positive|advantage|beneficial|effective|sensitive)\w*/giu, /\b(?:negative|disadvantage|harmful|ineffective|resistan|insensitive)\w*/giu],
  [/증가|늘어|상승|높[아은이]|확대|이상|초과/gu, /감소|줄어|하락|낮[아은이]|축소|이하|미만/gu],
  [/허용|가능|포함|찬성|승인/gu, /금지|불가|제외|반대|거부/gu],
]

/** 0 when nothing speaks against it, 1 for one sign of opposition, 2 for more. */
export function findOpposition(claim: string, source: string): number {
  const isNegated = countOf(claim, negations) % 2 !== countOf(source, negations) % 2
  const turned = opposites.filter(([one, other]) => {
    const [up, down] = [countOf(claim, one) > 0, countOf(claim, other) > 0]
    const [sourceUp, sourceDown] = [countOf(source, one) > 0, countOf(source, other) > 0]
    return (up && !down && sourceDown && !sourceUp) || (down && !up && sourceUp && !sourceDown)
  }).length
  return Math.min(2, Number(isNegated) + turned)
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
