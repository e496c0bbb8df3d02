import { Input, Modal, Select } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { call, useDo } from "../../api";
import { Refusal } from "../../shell";
import { useText, useWords } from "../../words";
import { callsOf } from "../../rules/publishing/calls";
import type { Product, ProductLine, WholeProduct } from "../bodies";
import { words } from "../words";

const CODE = /^[a-z][a-z0-9_]{2,60}$/;

/** A new product begins as a draft: a copy of a known one under a code of its own. */
export function NewProduct({ isOpen, lines, onClose }: { isOpen: boolean; lines: ProductLine[]; onClose: () => void }) {
  const w = useWords(words);
  const say = useText();
  const go = useNavigate();
  const [code, setCode] = useState("");
  const [from, setFrom] = useState<string | undefined>(lines[0]?.code);
  const [wrong, setWrong] = useState<string | null>(null);
  const make = useDo(async (made: { code: string; from: string }) => {
    const known = await call<WholeProduct>("GET", `/api/v1/products/${made.from}`);
    const content: Product = { ...(known.content ?? known.draft?.content ?? {}), code: made.code };
    return callsOf<Product>(`/api/v1/products/${made.code}`).save({ content, seen_revision: null, based_on: null });
  }, { refresh: [["products"]] });
  const start = async () => {
    if (!CODE.test(code)) return setWrong(w.codeWrong);
    if (lines.some((it) => it.code === code)) return setWrong(w.codeTaken);
    if (from && (await make.run({ code, from }))) void go(`/products/${code}/edit`);
  };
  return (
    <Modal open={isOpen} title={w.newProduct} okText={w.create} cancelText={w.cancel} onOk={() => void start()} onCancel={onClose} confirmLoading={make.isRunning}>
      <div className="new-product">
        <label>
          {w.code}
          <Input
            value={code}
            autoComplete="off"
            status={wrong ? "error" : undefined}
            aria-invalid={wrong !== null}
            aria-describedby="new-code-hint"
            onChange={(event) => {
              setCode(event.target.value);
              setWrong(null);
            }}
          />
        </label>
        <span id="new-code-hint" className={wrong ? "late" : "soft"}>{wrong ?? w.codeHint}</span>
        <label htmlFor="new-from">{w.copyOf}</label>
        <Select id="new-from" value={from} onChange={setFrom} options={lines.map((it) => ({ value: it.code, label: say(it.name) }))} />
        <Refusal problem={make.problem} />
      </div>
    </Modal>
  );
}
