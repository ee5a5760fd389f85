/** Share of the model's tokens that title, headings and table head may take from the text of a chunk. */
export const contextShare = 0.25
