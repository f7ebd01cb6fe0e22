import { describe } from "vitest";
import { HOSTS } from "./support/hosts.js";
import { setUpHost } from "./support/setUpHost.js";
import { testAnswers } from "./testAnswers.js";
import { testLife } from "./testLife.js";
import { testLimits } from "./testLimits.js";
import { testRefusals } from "./testRefusals.js";
import { testStreams } from "./testStreams.js";

// Numbers are rows of the table of attacks. Not seen from outside of a host: #4, #5 and #28, which
// say what it starts with; #36 is part of "it is alive", and #45 is the webhook's.
describe.each(HOSTS)("$name", (host) => {
  const running = setUpHost(host);
  testRefusals(running);
  testAnswers(running);
  testStreams(running);
  testLimits(running);
  testLife(running);
});
