import { z } from "zod";
import { anId } from "./ids.ts";
import { type Operations, operation } from "./operation.ts";
import { expandable, text, whole } from "./params.ts";
import { invalid, notHere } from "./refusal.ts";

const farthest = 2 * 366 * 24 * 60 * 60;
const kept = 30 * 24 * 60 * 60;

/** Test clocks. Stripe's move only what is tied to them; here there is one clock, and advancing one moves all of it. */
export const testClocks: Operations = {
  "POST /v1/test_helpers/test_clocks": operation(
    z.strictObject({ ...expandable, customer: text.optional(), frozen_time: whole, name: text.optional() }),
    (merchant, { frozen_time, name = null }) =>
      merchant.shelf("test-clocks").put({
        id: anId("clock_1"),
        object: "test_helpers.test_clock",
        created: merchant.now,
        deletes_after: merchant.now + kept,
        frozen_time,
        livemode: false,
        name,
        status: "ready",
        status_details: {},
      }),
  ),
  "POST /v1/test_helpers/test_clocks/:id/advance": operation(
    z.strictObject({ ...expandable, frozen_time: whole }),
    (merchant, { frozen_time }, id) => {
      const clock = merchant.shelf("test-clocks").find(id);
      if (!clock) throw notHere("test clock", id);
      if (frozen_time <= clock.frozen_time)
        throw invalid("The `frozen_time` must be later than the clock's current one.", {
          param: "frozen_time",
        });
      if (frozen_time - clock.frozen_time > farthest)
        throw invalid("A test clock cannot be advanced by more than two years at once.", {
          param: "frozen_time",
        });
      merchant.advance(frozen_time - clock.frozen_time);
      clock.frozen_time = frozen_time;
      return clock;
    },
  ),
};
