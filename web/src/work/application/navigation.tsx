import { useEffect, useState } from "react";
import { OutcomeTag } from "../../plain";
import { useWords } from "../../words";
import type { Row } from "../bodies";
import { anchor, SECTIONS, type SectionName } from "./section";
import { words } from "./words";

interface Props {
  row: Row;
  counts: Partial<Record<SectionName, number>>;
}

/** Stays below the top: who this is about, and the way to every part. */
export function Navigation({ row, counts }: Props) {
  const say = useWords(words).sections;
  const here = useHere();
  return (
    <nav className="case-nav" aria-label={say.all}>
      <span className="case-nav-who">
        <b data-as-written>{row.business_name ?? row.owner_name}</b>
        <OutcomeTag outcome={row.outcome} />
      </span>
      <ul>
        {SECTIONS.map((it) => (
          <li key={it}>
            <a href={`#${anchor(it)}`} aria-current={it === here ? "location" : undefined} onClick={(event) => goTo(event, it)}>
              {say[it]}
              {counts[it] ? <span className="case-nav-count">{counts[it]}</span> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function goTo(event: React.MouseEvent, name: SectionName): void {
  event.preventDefault();
  showSection(name);
}

/** Bring a part below the navigation and let the keyboard go on from there. */
export function showSection(name: SectionName): void {
  const section = document.getElementById(anchor(name));
  section?.scrollIntoView({ block: "start" });
  section?.focus({ preventScroll: true });
}

/** The part after the one that is read now; after the last the first again. */
export function nextSection(): SectionName {
  const at = SECTIONS.indexOf(readNow());
  return SECTIONS[(at + 1) % SECTIONS.length] ?? "decision";
}

const LINE_PX = 130;

function readNow(): SectionName {
  const passed = SECTIONS.filter((it) => {
    const top = document.getElementById(anchor(it))?.getBoundingClientRect().top;
    return top !== undefined && top <= LINE_PX;
  });
  const focused = SECTIONS.find((it) => document.activeElement?.id === anchor(it));
  return focused ?? passed.at(-1) ?? "timeline";
}

/** Which part is being read: the last whose head has passed under the navigation. */
function useHere(): SectionName | null {
  const [here, setHere] = useState<SectionName | null>(null);
  useEffect(() => {
    let frame = 0;
    const look = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => setHere(underLine()));
    };
    look();
    window.addEventListener("scroll", look, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("scroll", look);
    };
  }, []);
  return here;
}

function underLine(): SectionName | null {
  const tops = SECTIONS.map((it) => [it, document.getElementById(anchor(it))?.getBoundingClientRect()] as const);
  return tops.filter(([, box]) => box && box.top <= LINE_PX && box.bottom > LINE_PX).at(0)?.[0] ?? null;
}
