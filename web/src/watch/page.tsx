import { Segmented } from "antd";
import { useState } from "react";
import { call, useAsk } from "../api";
import { Empty, PageHead, Shown } from "../shell";
import { said, useLanguage, useWords } from "../words";
import type { Watch } from "./bodies";
import { wholeDay } from "./dates";
import { Alarms } from "./panels/alarms";
import { CalibrationPanel } from "./panels/calibration";
import { FairnessPanel } from "./panels/fairness";
import { Glance } from "./panels/glance";
import { LatencyPanel } from "./panels/latency";
import { LimitsPanel } from "./panels/limits";
import { MixPanel } from "./panels/mix";
import { NullsPanel } from "./panels/nulls";
import { ReasonsPanel } from "./panels/reasons";
import { ReferralsPanel } from "./panels/referrals";
import { SegmentsPanel } from "./panels/segments";
import { StabilityPanel } from "./panels/stability";
import { VintagePanel } from "./panels/vintage";
import "./watch.css";
import { words } from "./words";

const PERIODS = [30, 90, 365];

/** What moved, whether what was said came true, and who is treated how: numbers of every night, alarms on top. */
export default function WatchPage() {
  const w = useWords(words);
  const [language] = useLanguage();
  const [days, setDays] = useState(90);
  const watch = useAsk(["watch", days], () => call<Watch>("GET", `/api/v1/watch?days=${days}`), { keep: true });
  const on = watch.data?.on;
  return (
    <>
      <PageHead title={w.title} about={on ? said(w.asOf, { on: wholeDay(on, language) }) : "\u00a0"}>
        <Segmented
          aria-label={w.days}
          value={days}
          onChange={setDays}
          options={PERIODS.map((n) => ({ value: n, label: said(w.daysOf, { n }) }))}
        />
      </PageHead>
      <Shown asked={watch} height={720}>
        {(body) => <Parts body={body} />}
      </Shown>
    </>
  );
}

function Parts({ body }: { body: Watch }) {
  const w = useWords(words);
  const [language] = useLanguage();
  const latest = body.latest;
  if (!latest) {
    const first = body.first_decision;
    return (
      <>
        <Alarms body={body} />
        <section className="panel">
          <Empty title={w.noneTitle}>{first ? said(w.noneTonight, { on: wholeDay(first, language) }) : w.noneYet}</Empty>
        </section>
        <LimitsPanel limits={body.limits} />
      </>
    );
  }
  return (
    <>
      <Alarms body={body} />
      <Glance body={body} latest={latest} />
      <div className="watch">
        <MixPanel series={body.series} />
        <StabilityPanel body={body} latest={latest} />
        <CalibrationPanel latest={latest} names={body.names} />
        <VintagePanel vintages={latest.vintages} />
        <FairnessPanel months={body.months} names={body.names} />
        <SegmentsPanel months={body.months} names={body.names} />
        <LatencyPanel body={body} latest={latest} />
        <NullsPanel body={body} latest={latest} />
        <ReasonsPanel latest={latest} names={body.names} />
        <ReferralsPanel latest={latest} names={body.names} />
      </div>
      <LimitsPanel limits={body.limits} />
    </>
  );
}
