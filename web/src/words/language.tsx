import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from "react";
import type { Language, Text } from "./text";

const COOKIE = "puhui_lang";
const YEAR_SECONDS = 365 * 24 * 3600;

const Chosen = createContext<[Language, (language: Language) => void]>(["zh", () => {}]);

/** The language of everything below; Chinese unless the cookie shared with the borrower's pages says English. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(chosenLanguage);
  const choose = useCallback((next: Language) => {
    document.cookie = `${COOKIE}=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    setLanguage(next);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }, [language]);
  return <Chosen.Provider value={[language, choose]}>{children}</Chosen.Provider>;
}

export const useLanguage = () => useContext(Chosen);

/** Words of a page in the chosen language. Both languages must have the same keys: the compiler says so. */
export function useWords<W>(words: { zh: W; en: W }): W {
  const [language] = useLanguage();
  return words[language];
}

/** Says what the server told in both languages. */
export function useText(): (text: Text | null | undefined) => string {
  const [language] = useLanguage();
  return useCallback((text) => text?.[language] ?? "", [language]);
}

/** The language chosen before, readable outside React (for Accept-Language). */
export function chosenLanguage(): Language {
  return /(?:^|;\s*)puhui_lang=en(?:;|$)/.test(document.cookie) ? "en" : "zh";
}
