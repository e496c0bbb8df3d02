import { Button, Input, InputNumber, Radio } from "antd";
import { useEffect } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useAsk, useDo } from "../../api";
import { day } from "../../plain";
import { PageHead, Panel, Refusal, useKept } from "../../shell";
import { useWords } from "../../words";
import type { Kept } from "../../rules/publishing/bodies";
import { DayField } from "../../rules/publishing/day_field";
import type { Content, Kind } from "../bodies";
import { drafting, one } from "../calls";
import "../trials.css";
import { TablesChoice } from "./tables_choice";
import { words } from "./words";

interface Form {
  name: string;
  kind: Kind;
  purpose: string;
  ends_on: string;
  tables: Record<string, unknown>;
  model: string;
  share: number;
  most_limit_yuan: number;
  salt: string;
  seen_revision: number | null;
}

const A_MONTH_MS = 30 * 24 * 3600 * 1000;
const FEN = 100;

function fresh(): Form {
  return {
    name: "", kind: "shadow", purpose: "", ends_on: day(new Date(Date.now() + A_MONTH_MS).toISOString()),
    tables: {}, model: "", share: 0.1, most_limit_yuan: 200_000, salt: crypto.randomUUID(), seen_revision: null,
  };
}
const FIRST = fresh();

/** Write a trial, or go on with one that was begun (`?name=`). */
export default function Making() {
  const w = useWords(words);
  const go = useNavigate();
  const [asked] = useSearchParams();
  const begun = asked.get("name");
  const form = useKept(`trial:${begun ?? ""}`, FIRST);
  const known = useAsk(["trials", begun], () => one(begun ?? ""), { isReady: begun !== null });
  const save = useDo<{ content: Content; seen_revision: number | null; based_on: null }, Kept>(
    (body) => drafting(form.value.name).save(body),
    { refresh: [["trials"]] },
  );
  useEffect(() => {
    const found = known.data;
    if (!found || form.isChanged) return;
    const content = found.draft?.content ?? found.content;
    if (content) form.change(formOf(found.name, content, found.draft?.revision ?? null));
  }, [known.data]); // eslint-disable-line react-hooks/exhaustive-deps
  const it = form.value;
  const put = (changed: Partial<Form>) => form.change((before) => ({ ...before, ...changed }));
  const keep = async () => {
    const kept = await save.run({ content: contentOf(it), seen_revision: it.seen_revision, based_on: null });
    if (!kept) return;
    form.forget();
    void go(`/trials/${it.name}`);
  };
  return (
    <>
      <PageHead title={w.title} about={w.about} />
      <Panel>
        <form className="trial-form" onSubmit={(event) => { event.preventDefault(); void keep(); }}>
          <label>{w.name}<Input value={it.name} disabled={begun !== null} pattern="[a-z][a-z0-9\-]{1,40}" required onChange={(event) => put({ name: event.target.value })} /><span className="soft">{w.nameHelp}</span></label>
          <label>{w.purpose}<Input.TextArea rows={2} maxLength={500} required value={it.purpose} onChange={(event) => put({ purpose: event.target.value })} /></label>
          <fieldset>
            <legend>{w.kind}</legend>
            <Radio.Group value={it.kind} onChange={(event) => put({ kind: event.target.value as Kind })} options={[{ value: "shadow", label: w.shadow }, { value: "challenge", label: w.challenge }]} />
          </fieldset>
          <label>{w.ends}<DayField value={it.ends_on} first={day(new Date().toISOString())} label={w.ends} onChange={(ends_on) => put({ ends_on })} /></label>
          {it.kind === "challenge" && (
            <>
              <label>{w.share}<InputNumber min={0.01} max={1} step={0.05} value={it.share} onChange={(share) => put({ share: share ?? 0 })} /><span className="soft">{w.shareHelp} {w.keep}</span></label>
              <label>{w.mostLimit}<InputNumber min={1} step={10_000} value={it.most_limit_yuan} onChange={(yuan) => put({ most_limit_yuan: yuan ?? 0 })} /><span className="soft">{w.mostLimitHelp}</span></label>
            </>
          )}
          <TablesChoice value={it.tables} onChange={(tables) => put({ tables })} />
          <label>{w.model}<Input value={it.model} maxLength={80} onChange={(event) => put({ model: event.target.value })} /><span className="soft">{w.modelHelp}</span></label>
          <Refusal problem={save.problem} />
          <div className="decide-acts"><Button type="primary" htmlType="submit" loading={save.isRunning} disabled={!it.name}>{w.save}</Button></div>
        </form>
      </Panel>
    </>
  );
}

function contentOf(it: Form): Content {
  const both = { kind: it.kind, purpose: it.purpose.trim(), ends_on: it.ends_on, tables: it.tables, scorecard: null, model: it.model.trim() || null };
  if (it.kind === "shadow") return both;
  return { ...both, share: it.share, most_limit_fen: it.most_limit_yuan * FEN, salt: it.salt };
}

function formOf(name: string, content: Content, seen_revision: number | null): Form {
  return {
    ...FIRST,
    name,
    kind: content.kind,
    purpose: content.purpose,
    ends_on: content.ends_on,
    tables: content.tables,
    model: content.model ?? "",
    share: content.share ?? FIRST.share,
    most_limit_yuan: content.most_limit_fen ? content.most_limit_fen / FEN : FIRST.most_limit_yuan,
    salt: content.salt ?? FIRST.salt,
    seen_revision,
  };
}
