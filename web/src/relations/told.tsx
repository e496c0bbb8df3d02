import { CloseOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { yuan } from "../plain";
import { said, useText, useWords } from "../words";
import type { Edge, Neighbourhood, Node } from "./bodies";
import type { Chosen } from "./drawing";
import { LineSample } from "./legend";
import { words } from "./words";

const MOST = 6;

interface Props {
  around: Neighbourhood;
  chosen: Chosen | null;
  choose: (chosen: Chosen | null) => void;
}

/** What a chosen dot or line rests on: kind, time, amount, source, consent. */
export function Told({ around, chosen, choose }: Props) {
  const say = useWords(words);
  const nodes = new Map(around.nodes.map((it) => [it.id, it]));
  const node = chosen?.kind === "node" ? nodes.get(chosen.id) : undefined;
  const edges = around.edges.filter((it) => (chosen?.kind === "edge" ? it.id === chosen.id : it.source === chosen?.id || it.target === chosen?.id));
  if (!chosen || edges.length === 0) {
    return (
      <p className="relations-told soft">
        {say.choose} <span className="wide">{say.wheel}</span>
      </p>
    );
  }
  const shown = [...edges].sort((one, other) => (other.weight_fen ?? 0) - (one.weight_fen ?? 0)).slice(0, MOST);
  return (
    <div className="relations-told" aria-live="polite">
      {node && <About node={node} relations={edges.length} />}
      <ul>
        {shown.map((it) => (
          <li key={it.id}>
            <Grounds edge={it} from={nodes.get(it.source)} to={nodes.get(it.target)} />
          </li>
        ))}
      </ul>
      {edges.length > shown.length && <p className="soft">{said(say.more, { n: edges.length - shown.length })}</p>}
      <Button size="small" type="text" className="relations-close" icon={<CloseOutlined aria-hidden />} aria-label={say.close} onClick={() => choose(null)} />
    </div>
  );
}

function About({ node, relations }: { node: Node; relations: number }) {
  const say = useWords(words);
  const facts = [
    node.centre ? say.centres[node.centre] : say.types[node.type],
    node.hops > 0 && said(say.away, { n: node.hops }),
    said(say.relationsOf, { n: relations }),
    !node.is_named && say.unnamed,
  ];
  return (
    <p>
      <b>
        <Name node={node} />
      </b>{" "}
      <span className="soft">{facts.filter(Boolean).join(" · ")}</span>
    </p>
  );
}

export function Grounds({ edge, from, to }: { edge: Edge; from: Node | undefined; to: Node | undefined }) {
  const say = useWords(words);
  const text = useText();
  return (
    <>
      <LineSample kind={edge.kind} /> <Name node={from} /> <b>{text(edge.label) || say.kinds[edge.kind]}</b> <Name node={to} />{" "}
      <span className="soft">
        {[`${edge.since} – ${edge.until ?? say.still}`, edge.weight_fen ? yuan(edge.weight_fen) : null, text(edge.source_name), consentOf(edge, say)].filter(Boolean).join(" · ")}
      </span>
    </>
  );
}

/** A name as it is written, or what somebody is who has none here. */
export function Name({ node }: { node: Node | undefined }) {
  const say = useWords(words);
  const text = useText();
  return (
    <>
      <span data-as-written={node?.is_named || undefined}>{text(node?.label)}</span> {node?.mark && <b className="late">{say.marks[node.mark]}</b>}
    </>
  );
}

/** Under what it may be looked at: a consent by the beginning of its id, or a public record. */
export function consentOf(edge: Edge, say: { consent: string; public: string }): string {
  return edge.consent_id ? `${say.consent} ${edge.consent_id.slice(0, 8)}` : say.public;
}
