import { Navigate } from "react-router";
import { useWords } from "../words/language";
import { inMenu } from "./menu";
import type { Page } from "./page";
import { useMay } from "./session";
import { Empty } from "./states";
import { words } from "./words";

/** The first page of the menu that this person may open. */
export function Home({ pages }: { pages: Page[] }) {
  const may = useMay();
  const w = useWords(words);
  const first = inMenu(pages, may)[0];
  return first ? <Navigate to={`/${first.path}`} replace /> : <Empty title={w.nothingAllowed} />;
}
