"""shadow: other tables or another scorecard beside the ones that decide, and they decide nothing.

Published by a second person as a trial with a start and an end (`trial`). A worker's step decides the kept
inputs of new decisions again (`working`), keeps what came out sealed and append-only (`keeping`), and sets
both side by side (`comparing`). It posts nothing, moves no application and makes no offer; no route shows
it to anybody but staff; the decision that counts waits for none of it.
"""

from puhui.decision.shadow.comparing import compare_shadow
from puhui.decision.shadow.deciding import decide_beside
from puhui.decision.shadow.keeping import replay_shadow
from puhui.decision.shadow.working import shadow_step

__all__ = ["compare_shadow", "decide_beside", "replay_shadow", "shadow_step"]
