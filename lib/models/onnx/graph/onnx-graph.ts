import { readFields, textOf, type WireField, writeField, writeText } from './wire-fields'

/** A step of the calculation. Names as in the file; an empty input is one left out. */
export interface OnnxNode {
  operation: string
  inputs: string[]
  outputs: string[]
  name: string
  field: WireField
}

/** Numbers of the fields that are looked at, from https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
const fieldsOf = {
  model: { graph: 7 },
  graph: { node: 1 },
  node: { input: 1, output: 2, name: 3, operation: 4, attribute: 5 },
  attribute: { tensor: 5 },
  tensor: { type: 2, raw: 9 },
}

export function readNodes(model: Uint8Array): OnnxNode[] {
  return graphFields(model)
    .filter(({ number }) => number === fieldsOf.graph.node)
    .map(toNode)
}

/** The model with other nodes, as `writeIdentity` gives them, in the places of some. */
export function replaceNodes(model: Uint8Array, replacements: ReadonlyMap<OnnxNode, Uint8Array>): Uint8Array {
  // Where a field stands in the file tells it from all others.
  const byPlace = new Map(Array.from(replacements, ([node, replacement]) => [node.field.whole.byteOffset, replacement]))
  const graph = graphFields(model).map(({ whole }) => byPlace.get(whole.byteOffset) ?? whole)
  const fields = readFields(model).map(({ number, whole }) => (number === fieldsOf.model.graph ? writeField(number, Buffer.concat(graph)) : whole))
  return Buffer.concat(fields)
}

/** A node that hands on its input. */
export function writeIdentity({ name, outputs }: OnnxNode, input: string): Uint8Array {
  const { node } = fieldsOf
  const parts = [writeText(node.input, input), ...outputs.map((output) => writeText(node.output, output)), writeText(node.name, name)]
  return writeField(fieldsOf.graph.node, Buffer.concat([...parts, writeText(node.operation, 'Identity')]))
}

/** The single 32-bit float that a `Constant` node gives; null for whatever else it is. */
export function readConstant({ operation, field }: OnnxNode): number | null {
  const attribute = readFields(field.content).find(({ number }) => number === fieldsOf.node.attribute)
  if (operation !== 'Constant' || attribute === undefined) return null
  const tensor = readFields(attribute.content).find(({ number }) => number === fieldsOf.attribute.tensor)
  const raw = tensor && readFields(tensor.content).find(({ number }) => number === fieldsOf.tensor.raw)?.content
  const type = tensor && readFields(tensor.content).find(({ number }) => number === fieldsOf.tensor.type)?.content[0]
  if (raw?.length !== 4 || type !== 1) return null
  return new DataView(raw.buffer, raw.byteOffset, 4).getFloat32(0, true)
}

function graphFields(model: Uint8Array): WireField[] {
  return readFields(readFields(model).find(({ number }) => number === fieldsOf.model.graph)?.content ?? new Uint8Array())
}

function toNode(field: WireField): OnnxNode {
  const parts = readFields(field.content)
  const texts = (wanted: number) => parts.filter(({ number }) => number === wanted).map(textOf)
  const { node } = fieldsOf
  return { operation: texts(node.operation)[0] ?? '', inputs: texts(node.input), outputs: texts(node.output), name: texts(node.name)[0] ?? '', field }
}
