/** What marks the turns of a conversation for the usual families of models: in a document it is a text like any other. */
const turnMark = /<(?=\|)|<(?=\/?s>|(?:start|end)_of_turn>|\/?(?:bos|eos|system|assistant)>)|\[(?=\/?(?:INST|SYS|AVAILABLE_TOOLS|TOOL_CALLS)\b)/giu

/** A document's words as a model may read them: they cannot close the fence they stand in, nor pass for a turn of their own. */
export function fenceText(text: string): string {
  return text.replace(/<<<+|>>>+/g, (run) => Array.from(run).join(' ')).replace(turnMark, '$& ')
}
