import { Nothing, yuan } from "../plain";
import { useText, useWords } from "../words";
import type { Edge, Neighbourhood } from "./bodies";
import { LINE_KINDS } from "./kinds";
import { LineSample } from "./legend";
import { consentOf } from "./told";
import { words } from "./words";

/** The same relations as lines of a table: by kind, the heaviest first. */
export function RelationList({ around, height }: { around: Neighbourhood; height: number }) {
  const say = useWords(words);
  const text = useText();
  const nodes = new Map(around.nodes.map((it) => [it.id, it]));
  const nameOf = (id: string) => {
    const node = nodes.get(id);
    return (
      <>
        {text(node?.label)} {node?.mark && <b className="late">{say.marks[node.mark]}</b>}
      </>
    );
  };
  return (
    <div className="scroll relations-list" style={{ height }} tabIndex={0} role="region" aria-label={say.list}>
      <table>
        <thead>
          <tr>
            {[say.kind, say.from, say.to, say.since].map((it) => (
              <th key={it} scope="col">
                {it}
              </th>
            ))}
            <th scope="col" className="relations-amount">
              {say.weight}
            </th>
            {[say.source, say.consent].map((it) => (
              <th key={it} scope="col">
                {it}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...around.edges].sort(byKindThenWeight).map((it) => (
            <tr key={it.id}>
              <td>
                <LineSample kind={it.kind} /> {say.kinds[it.kind] ?? text(it.label)}
              </td>
              <td>{nameOf(it.source)}</td>
              <td>{nameOf(it.target)}</td>
              <td className="figure">{`${it.since} – ${it.until ?? say.still}`}</td>
              <td className="figure relations-amount">{it.weight_fen ? yuan(it.weight_fen) : <Nothing />}</td>
              <td>{text(it.source_name)}</td>
              <td className="figure">{consentOf(it, { ...say, consent: "" }).trim()}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function byKindThenWeight(one: Edge, other: Edge): number {
  return LINE_KINDS.indexOf(one.kind) - LINE_KINDS.indexOf(other.kind) || (other.weight_fen ?? 0) - (one.weight_fen ?? 0);
}
