/** The languages the multilingual models were trained and are published to retrieve in; the dozens more they have merely seen are left out. */
export const manyLanguages = ['en', 'ko', 'ja', 'zh', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ru', 'uk', 'tr', 'ar', 'hi', 'id', 'th', 'vi']
