import { count, stages as names } from "../../plain";
import { useText, useWords } from "../../words";
import type { Counts, Stage } from "../bodies";
import { words } from "./words";

const STAGES: Stage[] = ["needs_person", "applying", "deciding", "offered", "at_institution", "lent", "ended"];

interface Props {
  counts: Counts | undefined;
  chosen: Stage[];
  choose: (stages: Stage[]) => void;
}

/** How many applications are at each stage; a press shows one of them. The numbers keep their room. */
export function Stages({ counts, chosen, choose }: Props) {
  const say = useWords(words);
  const text = useText();
  const all = counts && Object.values(counts.stage).reduce((sum, n) => sum + n, 0);
  return (
    <nav className="work-tiles" aria-label={say.columns.stage}>
      <Tile name={say.all} number={all} isChosen={chosen.length === 0} press={() => choose([])} />
      {STAGES.map((stage) => (
        <Tile
          key={stage}
          name={text(names[stage])}
          number={counts && (counts.stage[stage] ?? 0)}
          isChosen={chosen.includes(stage)}
          isUrgent={stage === "needs_person"}
          press={() => choose(chosen.length === 1 && chosen[0] === stage ? [] : [stage])}
        />
      ))}
    </nav>
  );
}

interface TileProps {
  name: string;
  number: number | undefined;
  isChosen: boolean;
  isUrgent?: boolean;
  press: () => void;
}

function Tile({ name, number, isChosen, isUrgent, press }: TileProps) {
  const urgent = isUrgent && number ? " work-tile-urgent" : "";
  return (
    <button type="button" className={`work-tile${urgent}`} aria-pressed={isChosen} onClick={press}>
      <span className="work-tile-name">{name}</span>
      <span className="work-tile-count">{number === undefined ? "–" : count(number)}</span>
    </button>
  );
}
