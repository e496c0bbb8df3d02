import { useWords } from "../words";
import type { Around } from "./bodies";
import type { Chosen } from "./choosing";
import type { Naming } from "./naming";
import { words } from "./words";

interface Props {
  around: Around;
  naming: Naming;
  chosen: Chosen | null;
  choose: (chosen: Chosen | null) => void;
}

/** Rings that were found; a press shows who and what in the picture. */
export function Findings({ around, naming, chosen, choose }: Props) {
  const say = useWords(words);
  if (around.findings.length === 0) return null;
  return (
    <ul className="relations-findings" aria-label={say.rings}>
      {around.findings.map((it, at) => {
        const isChosen = chosen?.kind === "finding" && chosen.at === at;
        return (
          <li key={at}>
            <button type="button" aria-pressed={isChosen} onClick={() => choose(isChosen ? null : { kind: "finding", at })}>
              <b>{say.findings[it.kind] ?? say.found}</b> {naming.sentence(it.said)}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** Who controls the enterprise and who benefits from it, each with the chain that proves it. */
export function WhoStandsBehind({ around, naming }: Pick<Props, "around" | "naming">) {
  const say = useWords(words);
  const parts = [
    { name: say.controller, said: around.controller ? [around.controller.said] : [] },
    { name: say.owners, said: around.owners.map((it) => it.said) },
    { name: say.remarks, said: around.remarks },
  ].filter((it) => it.said.length > 0);
  if (parts.length === 0) return null;
  return (
    <details className="relations-behind">
      <summary>{say.behindIt}</summary>
      <dl>
        {parts.map((part) => (
          <div key={part.name}>
            <dt>{part.name}</dt>
            {part.said.map((it, at) => (
              <dd key={at}>{naming.sentence(it)}</dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  );
}
