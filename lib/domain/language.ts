/** ISO 639-1 code of a text's language, or `und` when it is too short or too mixed to tell. */
export type LanguageCode = string

export const undeterminedLanguage: LanguageCode = 'und'
