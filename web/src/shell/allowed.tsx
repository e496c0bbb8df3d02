import { Suspense, useEffect } from "react";
import { useText, useWords } from "../words/language";
import { opens, type Page } from "./page";
import { useMay } from "./session";
import { NoPermission, Waiting } from "./states";
import { words } from "./words";

/** A page, for those who may see it. */
export function Allowed({ page }: { page: Page }) {
  const may = useMay();
  const say = useText();
  const w = useWords(words);
  useEffect(() => {
    document.title = `${say(page.title)} · ${w.product}`;
  }, [page, say, w]);
  if (!opens(page, may)) return <NoPermission />;
  return (
    <Suspense fallback={<Waiting rows={8} height={480} />}>
      <page.element />
    </Suspense>
  );
}
