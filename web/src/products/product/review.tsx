import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useAsk } from "../../api";
import { Empty, Panel, Shown, useMay } from "../../shell";
import { useText, useWords } from "../../words";
import { callsOf } from "../../rules/publishing/calls";
import { Decide } from "../../rules/publishing/decide";
import { DiffList } from "../../rules/publishing/diff";
import { DraftTag } from "../../rules/publishing/standing";
import { Troubles } from "../../rules/publishing/troubles";
import { Who } from "../../rules/publishing/who";
import { words as publishing } from "../../rules/publishing/words";
import type { Product, WholeProduct } from "../bodies";
import { useFieldName } from "../form/names";
import { saidField } from "../form/said_field";
import { PreviewPanel } from "./preview";

/** The second person's screen for a product: what changes, who would gain or lose an offer, the decision. */
export function ReviewView({ product }: { product: WholeProduct }) {
  const p = useWords(publishing);
  const say = useText();
  const may = useMay();
  const nameOf = useFieldName();
  const questions = useQueryClient();
  const { draft } = product;
  const calls = useMemo(() => callsOf<Product>(`/api/v1/products/${product.code}`), [product.code]);
  const diff = useAsk(["product-diff", product.code, draft?.revision], calls.diff, { isReady: draft !== null });
  if (!draft) return <Panel><Empty title={p.nothingToReview} /></Panel>;
  const done = () => {
    for (const key of [["product", product.code], ["products"], ["product-diff", product.code]]) void questions.invalidateQueries({ queryKey: key });
  };
  return (
    <>
      <Panel title={p.changes} extra={<DraftTag draft={draft} />} flush>
        <div className="panel-body"><Who draft={draft} /></div>
        <Shown asked={diff} height={160}>
          {(found) => (
            <DiffList
              diff={found}
              hasNames={false}
              called={(row) => <b>{nameOf(row.row_id)}</b>}
              said={(value, _key, row) => saidField(row.row_id, value, say)}
            />
          )}
        </Shown>
      </Panel>
      {draft.troubles.length > 0 && (
        <Panel>
          <Troubles troubles={draft.troubles} isChecking={false} hasExamples={false} place={(it) => nameOf(it.column ?? it.row_id ?? "")} />
        </Panel>
      )}
      <PreviewPanel code={product.code} />
      {draft.state === "submitted" ? (
        <Decide draft={draft} calls={calls} may={may("product.publish")} onDone={done} />
      ) : (
        <Panel><p className="soft">{p.notSubmitted}</p></Panel>
      )}
    </>
  );
}
