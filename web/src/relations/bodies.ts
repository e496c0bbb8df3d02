/** Who stands around an application, as `POST /api/v1/graph/around` tells it: by handles, never by name. */

import type { components } from "../api/schema";

export type Around = components["schemas"]["AroundBody"];
export type Member = Around["members"][number];
export type Line = Around["lines"][number];
export type Finding = Around["findings"][number];
export type Behind = Around["owners"][number];
export type Names = Around["words"];
