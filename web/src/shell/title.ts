import { useEffect } from "react";
import { useWords } from "../words/language";
import { words } from "./words";

/** The tab's title: the page, then the product. */
export function useTitle(title: string): void {
  const w = useWords(words);
  useEffect(() => {
    document.title = `${title} · ${w.product}`;
  }, [title, w]);
}
