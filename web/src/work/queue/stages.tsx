import { useWords } from "../../words";
import type { Counts, Stage } from "../bodies";
import { codes } from "../words";
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
  const names = useWords(codes).stage;
  const all = counts && Object.values(counts.stage).reduce((sum, n) => sum + n, 0);
  return (
    <nav className="work-stages" aria-label={say.columns.stage}>
      <Tile name={say.all} count={all} isChosen={chosen.length === 0} press={() => choose([])} />
      {STAGES.map((stage) => (
        <Tile
          key={stage}
          name={names[stage]}
          count={counts && (counts.stage[stage] ?? 0)}
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
  count: number | undefined;
  isChosen: boolean;
  isUrgent?: boolean;
  press: () => void;
}

function Tile({ name, count, isChosen, isUrgent, press }: TileProps) {
  const urgent = isUrgent && count ? " work-stage-urgent" : "";
  return (
    <button type="button" className={`work-stage${urgent}`} aria-pressed={isChosen} onClick={press}>
      <span className="work-stage-name">{name}</span>
      <span className="work-stage-count">{count === undefined ? "–" : count.toLocaleString("zh-CN")}</span>
    </button>
  );
}
