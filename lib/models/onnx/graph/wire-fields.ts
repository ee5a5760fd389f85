/**
 * Just enough of protobuf's wire format to look into an ONNX file and to put one together again: fields with their numbers, nested
 * messages as ranges of bytes. Rejected: a protobuf library with ONNX's schema, ten times the code for six kinds of message.
 */
export interface WireField {
  number: number
  /** The field with its key and length, as it stands in the file. */
  whole: Uint8Array
  /** What is in it: of a number its bytes, of text, bytes and messages those without their length. */
  content: Uint8Array
}

const lengthDelimited = 2
/** Bytes of the wire types of fixed size. */
const fixedSizes = new Map([
  [1, 8],
  [5, 4],
])

/** Throws a RangeError where `bytes` is no protobuf message. */
export function readFields(bytes: Uint8Array): WireField[] {
  const fields: WireField[] = []
  for (let start = 0; start < bytes.length; ) {
    const key = readNumber(bytes, start)
    const wireType = key.value & 7
    const { from, to } = rangeOfContent(bytes, key.end, wireType)
    if (to > bytes.length) throw new RangeError('A field ends behind its message')
    fields.push({ number: key.value >>> 3, whole: bytes.subarray(start, to), content: bytes.subarray(from, to) })
    start = to
  }
  return fields
}

/** A field that holds text, bytes or a message. */
export function writeField(number: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([writeNumber(number * 8 + lengthDelimited), writeNumber(content.length), content])
}

export function writeText(number: number, text: string): Uint8Array {
  return writeField(number, Buffer.from(text))
}

export function textOf({ content }: WireField): string {
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('utf8')
}

function rangeOfContent(bytes: Uint8Array, start: number, wireType: number): { from: number; to: number } {
  if (wireType === 0) return { from: start, to: readNumber(bytes, start).end }
  if (wireType === lengthDelimited) {
    const length = readNumber(bytes, start)
    return { from: length.end, to: length.end + length.value }
  }
  const size = fixedSizes.get(wireType)
  if (size === undefined) throw new RangeError(`Wire type ${wireType} is unknown`)
  return { from: start, to: start + size }
}

/** Exact up to 2^53: keys and lengths are far below, and larger numbers are only passed over. */
function readNumber(bytes: Uint8Array, start: number): { value: number; end: number } {
  let value = 0
  for (let index = start; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0
    value += (byte & 127) * 2 ** (7 * (index - start))
    if (byte < 128) return { value, end: index + 1 }
  }
  throw new RangeError('A number has no end')
}

function writeNumber(value: number): Uint8Array {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest])
    bytes.push((rest % 128) + 128)
  }
}
