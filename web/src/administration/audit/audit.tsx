import { useMay } from "../../shell";
import { TrailPanel } from "./trail";
import { Verifying } from "./verifying";

/** Who did what, and whether the record of it is whole. */
export default function Audit() {
  const may = useMay();
  return (
    <>
      {may("audit.verify") && <Verifying />}
      <TrailPanel />
    </>
  );
}
