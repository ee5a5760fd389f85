import { TextRecogniser } from './text-recogniser'

const recognisers = new Map<string, TextRecogniser>()

/** One for each folder and process: starting the engine takes longer than reading a small picture. It ends with the process. */
export function recogniserOfProcess(languagePath: string): TextRecogniser {
  const known = recognisers.get(languagePath)
  if (known !== undefined) return known
  const recogniser = new TextRecogniser(languagePath)
  recognisers.set(languagePath, recogniser)
  return recogniser
}
