import { call, useAsk } from "../api";
import { when } from "../plain";
import { PageHead, Shown } from "../shell";
import { said, useWords } from "../words";
import type { Overview as Body } from "./bodies";
import "./overview.css";
import { Arrears } from "./parts/arrears";
import { Days } from "./parts/days";
import { MoneyPanel } from "./parts/money";
import { NeedsPerson } from "./parts/needs_person";
import { TodayPanel } from "./parts/today";
import { Troubles } from "./parts/troubles";
import { Waits } from "./parts/waits";
import { words } from "./words";

const DAYS = 14;
const EVERY_SECONDS = 60;

/** What is going on: today, the last two weeks, what waits for whom, money, arrears, and what needs a person now. */
export default function Overview() {
  const w = useWords(words);
  const overview = useAsk(["overview", DAYS], () => call<Body>("GET", `/api/v1/desk/overview?days=${DAYS}`), {
    keep: true,
    everySeconds: EVERY_SECONDS,
  });
  return (
    <>
      <PageHead title={w.title} about={overview.data ? said(w.asOf, { at: when(overview.data.as_of) }) : "\u00a0"} />
      <Shown asked={overview} height={720}>
        {(body) => <Parts body={body} />}
      </Shown>
    </>
  );
}

function Parts({ body }: { body: Body }) {
  return (
    <div className="overview">
      <TodayPanel today={body.today} speed={body.decision_ms} />
      <div className="overview-drawn">
        <Days days={body.days} />
        <MoneyPanel money={body.money} />
      </div>
      <div className="overview-told">
        <NeedsPerson tasks={body.needs_person} />
        <Waits waiting={body.waiting} />
        <Arrears buckets={body.arrears} />
        <Troubles troubles={body.troubles} />
      </div>
    </div>
  );
}
