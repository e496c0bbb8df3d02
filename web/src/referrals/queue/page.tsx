import { Button, Segmented } from "antd";
import { useState } from "react";
import { useAsk } from "../../api";
import { count } from "../../plain";
import { Empty, PageHead, Panel, Shown, useIsNarrow, useKeysSaid } from "../../shell";
import { said, useWords } from "../../words";
import type { WaitsFor } from "../../work/bodies";
import { search } from "../../work/desk";
import "../referrals.css";
import { Cards } from "./cards";
import { List } from "./list";
import { useStanding } from "./standing";
import { words } from "./words";

const KINDS: WaitsFor[] = ["reviewer", "second_reviewer", "person"];
const AT_MOST = 25;
const HEIGHT = 420;

/** Every case that waits for a person, the longest waiting first. */
export default function Queue() {
  const w = useWords(words);
  const isNarrow = useIsNarrow();
  const [kind, setKind] = useState<WaitsFor | "all">("all");
  const [after, setAfter] = useState<string>();
  const waits_for = kind === "all" ? KINDS : [kind];
  const found = useAsk(
    ["work", "referrals", kind, after],
    () => search({ waits_for, sort: "waiting", after, at_most: AT_MOST }),
    { keep: true, everySeconds: 30 },
  );
  const at = useStanding(found.data?.rows ?? []);
  useKeysSaid(w.keys);
  const choose = (chosen: WaitsFor | "all") => {
    setKind(chosen);
    setAfter(undefined);
  };
  return (
    <>
      <PageHead title={w.title} about={w.about} />
      <div className="refer-bar">
        <Segmented
          aria-label={w.shown}
          value={kind}
          onChange={choose}
          options={(["all", ...KINDS] as const).map((it) => ({ value: it, label: w[it as "all"] }))}
        />
        {found.data && <span className="soft">{said(w.total, { n: count(found.data.total) })}</span>}
      </div>
      <Panel flush>
        <div style={{ minHeight: HEIGHT }}>
          <Shown
            asked={found}
            height={HEIGHT}
            isEmpty={(it) => it.rows.length === 0}
            empty={<Empty title={kind === "all" ? w.none : w.noneOfKind} height={HEIGHT}>{w.noneWhy}</Empty>}
          >
            {({ rows }) => (isNarrow ? <Cards rows={rows} /> : <List rows={rows} at={at} />)}
          </Shown>
        </div>
      </Panel>
      <div className="refer-pager">
        {after && <Button onClick={() => setAfter(undefined)}>{w.first}</Button>}
        {found.data?.after && <Button onClick={() => setAfter(found.data?.after ?? undefined)}>{w.next}</Button>}
      </div>
    </>
  );
}
