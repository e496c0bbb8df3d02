import { Suspense } from "react";
import { useText } from "../words/language";
import { useFromTop } from "./from_top";
import { opens, type Page } from "./page";
import { useMay } from "./session";
import { NoPermission, Waiting } from "./states";
import { useTitle } from "./title";

/** A page, for those who may see it. */
export function Allowed({ page }: { page: Page }) {
  const may = useMay();
  const say = useText();
  useTitle(say(page.title));
  useFromTop();
  if (!opens(page, may)) return <NoPermission />;
  return (
    <Suspense fallback={<Waiting rows={8} height={480} />}>
      <page.element />
    </Suspense>
  );
}
