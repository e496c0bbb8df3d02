import { Nothing, yuan } from "../plain";
import { useIsNarrow } from "../shell";
import { useText, useWords } from "../words";
import type { Edge, Neighbourhood } from "./bodies";
import { LINE_KINDS } from "./kinds";
import { LineSample } from "./legend";
import { consentOf, Grounds, Name } from "./told";
import { words } from "./words";

interface Props {
  around: Neighbourhood;
  height: number;
}

/** The same relations as lines of a table, on a phone as sentences: by kind, the heaviest first. */
export function RelationList(props: Props) {
  return useIsNarrow() ? <Sentences {...props} /> : <Table {...props} />;
}

function Sentences({ around, height }: Props) {
  const say = useWords(words);
  const nodes = new Map(around.nodes.map((it) => [it.id, it]));
  return (
    <div className="relations-list" style={{ height }} tabIndex={0} role="region" aria-label={say.list}>
      <ul>
        {[...around.edges].sort(byKindThenWeight).map((it) => (
          <li key={it.id}>
            <Grounds edge={it} from={nodes.get(it.source)} to={nodes.get(it.target)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Table({ around, height }: Props) {
  const say = useWords(words);
  const text = useText();
  const nodes = new Map(around.nodes.map((it) => [it.id, it]));
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
              <td>
                <Name node={nodes.get(it.source)} />
              </td>
              <td>
                <Name node={nodes.get(it.target)} />
              </td>
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
