export { chosenLanguage, LanguageProvider, useLanguage, useText, useWords } from "./language";
export { said } from "./said";
export type { Language, Text } from "./text";
