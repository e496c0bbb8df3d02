import { useWords, said } from "../words";
import type { Neighbourhood, NodeType, RelationKind } from "./bodies";
import { CENTRE, LINE_KINDS, LINES, LOOKS, MARKED, NODE_TYPES, type Look } from "./kinds";
import { words } from "./words";

interface Props {
  around: Neighbourhood;
  hidden: RelationKind[];
  flip: (kind: RelationKind) => void;
}

/** What each line and each form means; a press hides a kind of relation or shows it again. */
export function Legend({ around, hidden, flip }: Props) {
  const say = useWords(words);
  const kinds = LINE_KINDS.map((it) => [it, around.edges.filter((edge) => edge.kind === it).length] as const).filter(([, n]) => n > 0);
  const types = NODE_TYPES.filter((it) => around.nodes.some((node) => node.type === it && !node.centre));
  return (
    <div className="relations-legend">
      <div role="group" aria-label={say.legendLines}>
        {kinds.map(([kind, n]) => {
          const isShown = !hidden.includes(kind);
          return (
            <button
              key={kind}
              type="button"
              className="relations-kind"
              aria-pressed={isShown}
              title={said(isShown ? say.hideKind : say.showKind, { kind: say.kinds[kind], n })}
              onClick={() => flip(kind)}
            >
              <LineSample kind={kind} />
              {say.kinds[kind]} <span className="soft figure">{n}</span>
            </button>
          );
        })}
      </div>
      <div className="relations-forms" role="group" aria-label={say.legendForms}>
        {(["owner", "business"] as const).map((it) =>
          around.nodes.some((node) => node.centre === it) ? <Form key={it} look={CENTRE[it]} name={say.centres[it]} /> : null,
        )}
        {types.map((it) => (
          <Form key={it} look={LOOKS[it]} name={say.types[it as NodeType]} />
        ))}
        {around.nodes.some((it) => it.mark) && <Form look={{ ...LOOKS.subject, form: "circle", fill: "#fff", stroke: MARKED }} name={Object.values(say.marks).join(" / ")} />}
      </div>
    </div>
  );
}

export function LineSample({ kind }: { kind: RelationKind }) {
  const { colour, dash, arrow } = LINES[kind];
  return (
    <svg width="30" height="10" aria-hidden="true">
      <line x1="1" y1="5" x2={arrow ? 24 : 29} y2="5" stroke={colour} strokeWidth="2" strokeDasharray={dash.join(" ")} />
      {arrow && <path d="M22 1 L29 5 L22 9 Z" fill={colour} />}
    </svg>
  );
}

function Form({ look, name }: { look: Look; name: string }) {
  return (
    <span className="relations-form">
      <svg width="14" height="14" viewBox="-8 -8 16 16" aria-hidden="true" fill={look.fill} stroke={look.stroke} strokeWidth="1.5">
        {SHAPES[look.form]}
      </svg>
      {name}
    </span>
  );
}

const SHAPES = {
  circle: <circle r="6" />,
  rect: <rect x="-6" y="-6" width="12" height="12" rx="2" />,
  diamond: <path d="M0 -7 L7 0 L0 7 L-7 0 Z" />,
  triangle: <path d="M0 -7 L7 6 L-7 6 Z" />,
  hexagon: <path d="M-7 0 L-3.5 -6 L3.5 -6 L7 0 L3.5 6 L-3.5 6 Z" />,
};
