import { Button, Input } from "antd";
import { useDo } from "../../api";
import { Empty, Panel, Refusal, Waiting } from "../../shell";
import { useWords } from "../../words";
import type { TradeAsked } from "../bodies";
import { askTrade } from "../calls";
import { words } from "../words";
import { Answer } from "./answer";
import { useState } from "react";

export interface Typed {
  name: string;
  scope: string;
  items: string;
  merchant: string;
}

interface Props {
  typed: Typed;
  change: (typed: Typed) => void;
  clear: () => void;
}

/** What is typed, and the answer beside it. Personal words: kept neither in the address nor in the tab. */
export function Asking({ typed, change, clear }: Props) {
  const w = useWords(words);
  const asking = useDo((asked: Partial<TradeAsked>) => askTrade(asked));
  const [answer, setAnswer] = useState<{ asked: Partial<TradeAsked>; trade: Awaited<ReturnType<typeof askTrade>> } | null>(null);
  const set = (part: Partial<Typed>) => change({ ...typed, ...part });
  const ask = async () => {
    const asked = askedOf(typed);
    const trade = await asking.run(asked);
    setAnswer(trade && { asked, trade });
  };
  return (
    <div className="identify">
      <Panel>
        <form
          className="identify-form"
          onSubmit={(event) => {
            event.preventDefault();
            void ask();
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void ask();
          }}
        >
          <Field id="identify-name" label={w.name}>
            <Input id="identify-name" value={typed.name} maxLength={200} autoComplete="off" onChange={(e) => set({ name: e.target.value })} />
          </Field>
          <Field id="identify-scope" label={w.scope}>
            <Input.TextArea id="identify-scope" data-as-written value={typed.scope} maxLength={10_000} autoSize={{ minRows: 4, maxRows: 12 }} onChange={(e) => set({ scope: e.target.value })} />
          </Field>
          <details open={Boolean(typed.items || typed.merchant)}>
            <summary>{w.more}</summary>
            <Field id="identify-items" label={w.items}>
              <Input.TextArea id="identify-items" data-as-written value={typed.items} maxLength={4000} rows={3} onChange={(e) => set({ items: e.target.value })} />
            </Field>
            <Field id="identify-merchant" label={w.merchant}>
              <Input id="identify-merchant" value={typed.merchant} maxLength={20} inputMode="numeric" onChange={(e) => set({ merchant: e.target.value })} />
            </Field>
          </details>
          <div className="identify-acts">
            <Button type="primary" htmlType="submit" loading={asking.isRunning}>{w.ask}</Button>
            <Button
              onClick={() => {
                clear();
                setAnswer(null);
                asking.forget();
              }}
            >
              {w.clear}
            </Button>
            <span className="soft identify-quick">{w.quickly}</span>
          </div>
        </form>
      </Panel>
      <div className="identify-answer" aria-live="polite">
        <Refusal problem={asking.problem} />
        {asking.isRunning && !answer && <Panel><Waiting rows={6} height={280} /></Panel>}
        {!answer && !asking.isRunning && !asking.problem && <Panel><Empty title={w.nothing} height={220}>{w.nothingWhy}</Empty></Panel>}
        {answer && !asking.problem && <Answer key={JSON.stringify(answer.asked)} trade={answer.trade} asked={answer.asked} />}
      </div>
    </div>
  );
}

function Field({ id, label, children }: { id: string; label: string; children: React.ReactNode }) {
  return (
    <div className="identify-field">
      <label htmlFor={id}>{label}</label>
      {children}
    </div>
  );
}

function askedOf(typed: Typed): Partial<TradeAsked> {
  const items = typed.items.split("\n").map((it) => it.trim()).filter(Boolean).slice(0, 200);
  return {
    name: typed.name,
    business_scope: typed.scope,
    items: items.map((text) => ({ text: text.slice(0, 200), share: 1 })),
    ...(typed.merchant.trim() && { merchant_category: typed.merchant.trim() }),
  };
}
