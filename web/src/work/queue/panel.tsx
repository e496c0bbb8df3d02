import { Button, DatePicker, Drawer, Input, InputNumber } from "antd";
import dayjs from "dayjs";
import { useId, type ReactNode } from "react";
import { count, outcomes, stages, waits } from "../../plain";
import { useIsNarrow } from "../../shell";
import { said, useText, useWords } from "../../words";
import type { Band, Filter, Outcome, Stage, WaitsFor } from "../bodies";
import { codes } from "../words";
import { toggled, without, type Asking, type ListField } from "./asking";
import { words } from "./words";

interface Props {
  isOpen: boolean;
  close: () => void;
  filter: Filter;
  total: number | undefined;
  ask: (changed: Partial<Asking>) => void;
}

const STAGES: Stage[] = ["needs_person", "applying", "deciding", "offered", "at_institution", "lent", "ended"];
const OUTCOMES: Outcome[] = ["approve", "refer", "decline"];
const BANDS: Band[] = ["A", "B", "C", "D"];
const WAITS: WaitsFor[] = ["reviewer", "second_reviewer", "explanation", "correction", "person"];

/** Every filter there is. What is chosen holds at once: the list behind it follows. */
export function FilterPanel({ isOpen, close, filter, total, ask }: Props) {
  const say = useWords(words);
  const w = say.panel;
  const text = useText();
  const { kind } = useWords(codes);
  const isNarrow = useIsNarrow();
  const put = (changed: Filter) => ask({ filter: without({ ...filter, ...changed }) });
  const choice = (field: ListField) => ({ chosen: filter[field] ?? [], press: (code: string) => ask({ filter: toggled(filter, field, code) }) });
  return (
    <Drawer
      open={isOpen}
      onClose={close}
      title={w.title}
      placement={isNarrow ? "bottom" : "right"}
      width={400}
      height="88%"
      className="work-panel"
      extra={
        <Button type="link" size="small" onClick={() => ask({ filter: without({ text: filter.text }) })}>
          {say.clear}
        </Button>
      }
      footer={
        <Button type="primary" block onClick={close}>
          {said(w.show, { n: total === undefined ? "…" : count(total) })}
        </Button>
      }
    >
      <Choices title={w.stage} {...choice("stage")} options={STAGES.map((it) => [it, text(stages[it])])} />
      <Choices title={w.outcome} {...choice("outcome")} options={OUTCOMES.map((it) => [it, text(outcomes[it])])} />
      <Choices title={w.band} {...choice("band")} options={BANDS.map((it) => [it, said(say.band, { band: it })])} />
      <Choices title={w.waits_for} {...choice("waits_for")} options={WAITS.map((it) => [it, text(waits[it])])} />
      <Choices title={w.kind} {...choice("kind")} options={Object.entries(kind)} />
      <Choices
        title={w.assignee}
        chosen={[filter.assignee ?? "any"]}
        press={(who) => put({ assignee: who === "any" ? undefined : who })}
        options={[
          ["any", w.anybody],
          ["me", say.mine],
          ["nobody", say.unassigned],
        ]}
      />
      <Field title={w.amount}>
        <Yuan label={w.amountFrom} fen={filter.amount_from_fen} put={(fen) => put({ amount_from_fen: fen })} />
        <span className="soft">–</span>
        <Yuan label={w.amountTo} fen={filter.amount_to_fen} put={(fen) => put({ amount_to_fen: fen })} />
      </Field>
      <Field title={w.dates}>
        <Day label={w.from} day={filter.from} put={(day) => put({ from: day })} />
        <span className="soft">–</span>
        <Day label={w.to} day={filter.to} put={(day) => put({ to: day })} />
      </Field>
      <Typed title={w.region} hint={w.regionHint} value={filter.region} put={(region) => put({ region })} />
      <Typed title={w.institution} value={filter.institution} put={(institution) => put({ institution })} />
      <Typed
        title={w.section}
        hint={w.sectionHint}
        value={filter.section?.join(", ")}
        put={(typed) => put({ section: typed?.toUpperCase().split(/[\s,，、]+/).filter(Boolean) })}
      />
    </Drawer>
  );
}

interface ChoicesProps {
  title: string;
  chosen: string[];
  options: [string, string][];
  press: (code: string) => void;
}

function Choices({ title, chosen, options, press }: ChoicesProps) {
  return (
    <fieldset className="work-field">
      <legend>{title}</legend>
      <div className="work-choices">
        {options.map(([code, name]) => (
          <button key={code} type="button" className="work-quick" aria-pressed={chosen.includes(code)} onClick={() => press(code)}>
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

function Field({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="work-field">
      <legend>{title}</legend>
      <div className="work-pair">{children}</div>
    </fieldset>
  );
}

function Yuan({ label, fen, put }: { label: string; fen: number | undefined; put: (fen: number | undefined) => void }) {
  return (
    <InputNumber<number>
      aria-label={label}
      placeholder={label}
      prefix="¥"
      min={0}
      max={100_000_000}
      precision={0}
      controls={false}
      changeOnBlur
      value={fen === undefined ? null : fen / 100}
      formatter={(value) => `${value ?? ""}`.replace(/\B(?=(\d{3})+(?!\d))/g, ",")}
      parser={(value) => Number((value ?? "").replace(/[^\d]/g, ""))}
      onChange={(yuan) => put(yuan === null ? undefined : yuan * 100)}
    />
  );
}

function Day({ label, day, put }: { label: string; day: string | undefined; put: (day: string | undefined) => void }) {
  return (
    <DatePicker
      aria-label={label}
      placeholder={label}
      value={day ? dayjs(day) : null}
      onChange={(chosen) => put(chosen?.format("YYYY-MM-DD"))}
    />
  );
}

interface TypedProps {
  title: string;
  hint?: string;
  value: string | undefined;
  put: (value: string | undefined) => void;
}

function Typed({ title, hint, value, put }: TypedProps) {
  const id = useId();
  return (
    <div className="work-field">
      <label htmlFor={id}>{title}</label>
      <Input
        key={value ?? ""}
        id={id}
        defaultValue={value}
        placeholder={hint}
        allowClear
        onBlur={(event) => put(event.target.value.trim() || undefined)}
        onPressEnter={(event) => put(event.currentTarget.value.trim() || undefined)}
      />
    </div>
  );
}
