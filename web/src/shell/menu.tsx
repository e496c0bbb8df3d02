import { NavLink } from "react-router";
import { useText, useWords } from "../words/language";
import { opens, type Page } from "./page";
import { useMay } from "./session";
import { words } from "./words";

/** The pages this person sees in the menu, in order. */
export function inMenu(pages: Page[], may: (action: string) => boolean): Page[] {
  return pages
    .filter((page) => page.menu && opens(page, may))
    .sort((a, b) => a.menu!.order - b.menu!.order);
}

export function Menu({ pages, onGo }: { pages: Page[]; onGo?: () => void }) {
  const say = useText();
  const w = useWords(words);
  const may = useMay();
  return (
    <nav aria-label={w.menu} className="menu">
      <ul>
        {inMenu(pages, may).map((page) => (
          <li key={page.path}>
            <NavLink to={`/${page.path}`} onClick={onGo}>
              <span className="menu-icon" aria-hidden="true">
                {page.menu!.icon}
              </span>
              {say(page.title)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
