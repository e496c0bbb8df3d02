import { App, Button, type InputRef } from "antd";
import { useRef, useState } from "react";
import { useDo } from "../../api";
import { count } from "../../plain";
import { Empty, Failed, PageHead, Refusal, useIsNarrow, useKeysSaid, useMay, useMe, Waiting } from "../../shell";
import { said, useWords } from "../../words";
import type { Row } from "../bodies";
import { assign } from "../desk";
import { conditions } from "./asking";
import { Bar } from "./bar";
import { Cards } from "./cards";
import { Chosen } from "./chosen";
import { Columns, useColumns } from "./columns";
import { List } from "./list";
import { Pager } from "./pager";
import { FilterPanel } from "./panel";
import { useQueue, useQueueKeys } from "./queue";
import { Stages } from "./stages";
import { Views } from "./views";
import { words } from "./words";
import "./queue.css";

/** Every application of the house: filtered, counted, in order, a page at a time. */
export default function Queue() {
  const say = useWords(words);
  const queue = useQueue();
  const { asking, ask, found, rows, pages } = queue;
  const [isPanelOpen, setPanelOpen] = useState(false);
  const [columns, setColumns] = useColumns();
  const searchBox = useRef<InputRef>(null);
  const taking = useTaking(found.again);
  const may = useMay();
  const isNarrow = useIsNarrow();
  const total = found.data?.total;
  useQueueKeys(queue, { search: () => searchBox.current?.focus({ cursor: "all" }), panel: () => setPanelOpen(true), take: taking.take });
  useKeysSaid(say.keys);
  return (
    <div className="work">
      <PageHead title={say.title} about={total === undefined ? "\u00a0" : said(say.onePage, { total: count(total) })} />
      <Stages counts={found.data?.counts} chosen={asking.filter.stage ?? []} choose={(stage) => ask({ filter: { ...asking.filter, stage } })} />
      <Bar asking={asking} ask={ask} searchBox={searchBox} openPanel={() => setPanelOpen(true)}>
        {may("desk.view") && (
          <Views
            asking={asking}
            columns={columns}
            use={(next, chosen) => {
              if (chosen) setColumns(chosen);
              ask(next);
            }}
          />
        )}
        {!isNarrow && <Columns columns={columns} choose={setColumns} />}
      </Bar>
      <Chosen filter={asking.filter} ask={ask} />
      <Refusal problem={taking.problem} action={<Again press={taking.forget} />} />
      <Sheet queue={queue} columns={columns} take={taking.take} mayAssign={may("desk.assign")} />
      {rows.length > 0 && total !== undefined && <Pager total={total} shown={rows.length} {...pages} />}
      <FilterPanel isOpen={isPanelOpen} close={() => setPanelOpen(false)} filter={asking.filter} total={total} ask={ask} />
    </div>
  );
}

/** Take an application; where a colleague was quicker, say so and show the list as it is now. */
function useTaking(again: () => void) {
  const say = useWords(words);
  const me = useMe();
  const may = useMay();
  const { message } = App.useApp();
  const { run, problem, forget } = useDo((row: Row) => assign(row.application_id, "me", row.assignee?.id ?? null), { refresh: REFRESH });
  const take = async (row: Row) => {
    if (!may("desk.assign")) return;
    if (row.assignee?.id === me.id) return void message.info(say.yours);
    if (await run(row)) void message.success(said(say.taken, { number: row.number }));
    else again();
  };
  return { take: (row: Row) => void take(row), problem, forget };
}

const REFRESH = [["work"]];

interface SheetProps {
  queue: ReturnType<typeof useQueue>;
  columns: ReturnType<typeof useColumns>[0];
  take: (row: Row) => void;
  mayAssign: boolean;
}

/** The lines themselves, or why there are none. */
function Sheet({ queue, columns, take, mayAssign }: SheetProps) {
  const { asking, ask, found, rows, line } = queue;
  const say = useWords(words);
  const isNarrow = useIsNarrow();
  const lines = { rows, at: line.at, stand: line.stand, take, mayAssign };
  return (
    <section className="panel panel-flush work-sheet" aria-busy={found.isRefreshing} aria-label={say.title}>
      <div className={found.isRefreshing ? "work-reading work-reading-on" : "work-reading"} />
      {found.problem && found.data && <Refusal problem={found.problem} action={<Again press={found.again} />} />}
      {!found.data && found.problem && <Failed problem={found.problem} again={found.again} />}
      {found.isWaiting && <Waiting rows={12} height={600} />}
      {found.data && rows.length === 0 && <Nothing isFiltered={conditions(asking.filter) > 0} clear={() => ask({ filter: {} })} />}
      {rows.length > 0 && (isNarrow ? <Cards {...lines} /> : <List {...lines} columns={columns} />)}
    </section>
  );
}

function Again({ press }: { press: () => void }) {
  const say = useWords(words);
  return (
    <Button size="small" onClick={press}>
      {say.refresh}
    </Button>
  );
}

function Nothing({ isFiltered, clear }: { isFiltered: boolean; clear: () => void }) {
  const say = useWords(words);
  if (!isFiltered) return <Empty title={say.empty} height={420}>{say.emptyWhy}</Empty>;
  return (
    <Empty title={say.nothing} height={420}>
      <p>{say.nothingWhy}</p>
      <Button onClick={clear}>{say.clearAll}</Button>
    </Empty>
  );
}
