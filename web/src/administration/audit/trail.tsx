import { Button } from "antd";
import { useState } from "react";
import { ToneTag, whenExactly } from "../../plain";
import { Empty, Panel, Shown } from "../../shell";
import { said, useText, useWords } from "../../words";
import { useRoles } from "../asking";
import type { TrailEntry } from "../bodies";
import { Listing, type Column } from "../listing";
import { actionSaid } from "./actions";
import { AT_ONCE, useTrail, type Wanted } from "./asking";
import { Filters } from "./filters";
import { words } from "./words";

const HEIGHT = 420;

/** The trail, newest first. */
export function TrailPanel() {
  const w = useWords(words);
  const [wanted, setWanted] = useState<Wanted>({});
  const trail = useTrail(wanted);
  return (
    <>
      <Panel title={w.trail}>
        <Filters wanted={wanted} onChange={setWanted} />
      </Panel>
      <Panel flush>
        <Shown asked={trail.asked} height={HEIGHT} isEmpty={(rows) => rows.length === 0} empty={<Empty title={w.none} height={HEIGHT} />}>
          {(rows) => (
            <>
              <Entries rows={rows} onTarget={(target) => setWanted({ target })} />
              <div className="trail-end">
                {trail.hasMore ? (
                  <Button loading={trail.isReadingMore} onClick={trail.more}>
                    {said(w.more, { n: AT_ONCE })}
                  </Button>
                ) : (
                  <span className="soft">{w.end}</span>
                )}
              </div>
            </>
          )}
        </Shown>
      </Panel>
    </>
  );
}

function Entries({ rows, onTarget }: { rows: TrailEntry[]; onTarget: (target: string) => void }) {
  const w = useWords(words);
  const columns: Column<TrailEntry>[] = [
    { name: w.at, isHead: true, cell: (row) => <time className="figure" dateTime={row.at}>{whenExactly(row.at)}</time> },
    { name: w.who, cell: (row) => <Who row={row} /> },
    { name: w.what, cell: (row) => <What row={row} /> },
    { name: w.target, cell: (row) => <Target row={row} onTarget={onTarget} /> },
    { name: w.detail, cell: (row) => (Object.keys(row.detail).length ? <Detail detail={row.detail} /> : null) },
    { name: w.chain, isNumber: true, cell: (row) => row.position ?? <span className="soft">{w.waiting}</span> },
  ];
  return <Listing label={w.trail} columns={columns} rows={rows} keyOf={(row) => row.entry_id} className="trail" />;
}

function Who({ row }: { row: TrailEntry }) {
  const w = useWords(words);
  const kind = row.actor_id === "visitor" ? "visitor" : row.actor_kind;
  const inWords = w[`actor_${kind}` as keyof typeof w] ?? kind;
  return (
    <>
      {row.login ? <span data-as-written>{row.login}</span> : inWords} {row.mode === "test" && <ToneTag tone="still">{w.test}</ToneTag>}
    </>
  );
}

function What({ row }: { row: TrailEntry }) {
  const say = useText();
  const inWords = actionSaid(row.action);
  return inWords ? <span title={row.action}>{say(inWords)}</span> : <code>{row.action}</code>;
}

/** `account:019ab3c2…`; pressing it shows everything about the same thing. */
function Target({ row, onTarget }: { row: TrailEntry; onTarget: (target: string) => void }) {
  const w = useWords(words);
  const { target } = row;
  const inWords = useActionSaid(target);
  const shown = inWords ?? (row.target_login ? `account:${row.target_login}` : target);
  return (
    <Button type="link" size="small" className="target" title={target} aria-label={`${w.onlyThis}: ${shown}`} onClick={() => onTarget(target)}>
      {inWords ?? <code>{shown}</code>}
    </Button>
  );
}

/** `action:key.issue` in the words of the permission table. */
function useActionSaid(target: string): string | null {
  const say = useText();
  const roles = useRoles();
  const code = target.startsWith("action:") ? target.slice("action:".length) : null;
  const found = code && roles.data?.flatMap((role) => role.may).find((action) => action.code === code);
  return found ? say(found) : null;
}

function Detail({ detail }: { detail: Record<string, unknown> }) {
  const told = Object.entries(detail).filter(([, value]) => value !== null);
  return <code className="detail">{told.map(([name, value]) => `${name}: ${plain(value)}`).join("\n")}</code>;
}

const plain = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
