/** What the server says to people, always in both languages. */
export interface Text {
  zh: string;
  en: string;
}

export type Language = "zh" | "en";
