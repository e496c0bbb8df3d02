import { NavLink } from "react-router";
import { useWords } from "../../words";
import { words } from "./words";
import "./publishing.css";

interface Props {
  home: string;
  view: string;
  label: string;
  /** A draft waits for the second person. */
  waits: boolean;
  mayEdit: boolean;
}

/** The ways to look at one thing: addresses of their own, so that each can be sent to a colleague. */
export function Views({ home, view, label, waits, mayEdit }: Props) {
  const w = useWords(words);
  const views: Array<[string, string]> = [
    ["", w.inForce],
    ...(mayEdit ? ([["edit", w.editing]] as Array<[string, string]>) : []),
    ["review", w.reviewing],
    ["history", w.history],
  ];
  return (
    <nav className="views" aria-label={label}>
      {views.map(([at, word]) => (
        <NavLink key={at} to={at ? `${home}/${at}` : home} end aria-current={view === at ? "page" : undefined}>
          {word}
          {at === "review" && waits && <i className="views-dot" title={w.submitted} />}
        </NavLink>
      ))}
    </nav>
  );
}
