import { Button } from "antd";
import { useRouteError } from "react-router";
import { useWords } from "../words/language";
import { words } from "./words";

/** A surprise in a page: said plainly, never a stack trace. A part that no longer exists means a newer build. */
export function Broken({ inside = false }: { inside?: boolean }) {
  const w = useWords(words);
  const error = useRouteError();
  console.error(error);
  const isStale = error instanceof Error && /dynamically imported module|preload CSS/i.test(error.message);
  return (
    <div className={inside ? "state" : "state state-alone"} role="alert">
      <p className="state-title">{isStale ? w.stale : w.broke}</p>
      {!isStale && <p>{w.brokeFix}</p>}
      <Button type="primary" onClick={() => window.location.reload()}>
        {w.reload}
      </Button>
    </div>
  );
}
