import { ToneTag, type Tone } from "../../plain";
import { Empty } from "../../shell";
import { useText, useWords } from "../../words";
import type { Diff, DiffRow } from "./bodies";
import { words } from "./words";
import "./publishing.css";

const TONES: Record<DiffRow["change"], Tone> = { added: "good", removed: "bad", changed: "heed", moved: "busy" };

interface Props {
  diff: Diff;
  /** A row's name; without it, its id. */
  called?: (row: DiffRow) => React.ReactNode;
  /** A cell as people read it. */
  said?: (value: unknown, key: string, row: DiffRow) => string;
  /** Cells have names; of a product a row is a field, and its name says all. */
  hasNames?: boolean;
}

/** What a draft changes, row by row, the cells that differ side by side. */
export function DiffList({ diff, called, said, hasNames = true }: Props) {
  const w = useWords(words);
  const say = useText();
  if (diff.rows.length === 0) return <Empty title={w.unchanged} />;
  return (
    <ul className="diff">
      {diff.rows.map((row) => (
        <li key={`${row.row_id}-${row.change}`}>
          <span><ToneTag tone={TONES[row.change]}>{w[row.change]}</ToneTag></span>
          <div>{called?.(row) ?? <code>{row.row_id}</code>}</div>
          {row.change === "moved" && !differing(row).length ? <p>{say(row.said)}</p> : <Cells diff={diff} row={row} said={said} hasNames={hasNames} />}
        </li>
      ))}
    </ul>
  );
}

function Cells({ diff, row, said, hasNames }: { diff: Diff; row: DiffRow; said: Props["said"]; hasNames: boolean }) {
  const w = useWords(words);
  const say = useText();
  const labels = new Map(diff.columns.map((it) => [it.key, say(it.label)]));
  const shown = (value: unknown, key: string) => {
    const written = text(value);
    return written === "" ? w.empty : (said?.(value, key, row) ?? written);
  };
  return (
    <dl className="diff-cells">
      {differing(row).map((key) => (
        <div key={key}>
          <dt className={hasNames ? undefined : "sr"}>{key === "_description" ? w.note : (labels.get(key) ?? key)}</dt>
          <dd>
            {row.before && <del className="was" data-as-written aria-label={`${w.before} ${shown(row.before[key], key)}`}>{shown(row.before[key], key)}</del>}
            {row.before && row.after && <span className="diff-arrow" aria-hidden="true">→</span>}
            {row.after && <ins className="is" data-as-written aria-label={`${w.after} ${shown(row.after[key], key)}`}>{shown(row.after[key], key)}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The cells that differ; of a row that is new or gone, those that say something. */
function differing(row: DiffRow): string[] {
  const keys = [...new Set([...Object.keys(row.before ?? {}), ...Object.keys(row.after ?? {})])].filter((it) => it !== "_id");
  return keys.filter((key) => text(row.before?.[key]) !== text(row.after?.[key]));
}

function text(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
