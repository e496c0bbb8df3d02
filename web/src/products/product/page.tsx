import { useParams } from "react-router";
import { call, useAsk } from "../../api";
import { Empty, PageHead, Panel, Shown, useMay } from "../../shell";
import { useText, useWords } from "../../words";
import { HistoryView } from "../../rules/publishing/history";
import { Standing } from "../../rules/publishing/standing";
import { Views } from "../../rules/publishing/views";
import type { WholeProduct } from "../bodies";
import { CostPicture } from "../seen/cost";
import { Corners, Terms } from "../seen/terms";
import { words as seen } from "../seen/words";
import { words } from "../words";
import { EditView } from "./edit";
import { ReviewView } from "./review";

/** One product: as it is in force with its true cost, being changed, waiting for the second person, as it was. */
export default function ProductPage() {
  const { code = "", view = "" } = useParams();
  const w = useWords(words);
  const say = useText();
  const mayEdit = useMay()("product.edit");
  const asked = useAsk(["product", code], () => call<WholeProduct>("GET", `/api/v1/products/${encodeURIComponent(code)}`));
  return (
    <Shown asked={asked} height={560}>
      {(product) => (
        <>
          <PageHead
            title={say(product.draft?.content.name) && product.is_new ? say(product.draft?.content.name) : say(product.name)}
            about={
              <>
                <span>{say(product.institution_name)} · <code>{product.code}</code> </span>
                <Standing published={product.published} draft={product.draft} only={product.is_new} />
              </>
            }
          />
          <Views home={`/products/${code}`} view={view} label={w.views} waits={product.draft?.state === "submitted"} mayEdit={mayEdit} />
          {view === "" && <InForce product={product} />}
          {view === "edit" && <EditView key={code} product={product} again={asked.again} />}
          {view === "review" && <ReviewView product={product} />}
          {view === "history" && <HistoryView history={product.history} />}
        </>
      )}
    </Shown>
  );
}

function InForce({ product }: { product: WholeProduct }) {
  const s = useWords(seen);
  if (!product.content) return <Panel><Empty title={s.notYet} /></Panel>;
  return (
    <>
      <Panel title={s.cost}>
        <div className="stack">
          <p className="soft">{s.costWhy}</p>
          <CostPicture corners={product.corners} isInForce />
          <Corners corners={product.corners} />
        </div>
      </Panel>
      <Panel title={s.terms}>
        <Terms product={product.content} choices={product.choices} />
      </Panel>
    </>
  );
}
