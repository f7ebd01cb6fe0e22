import express from "express4";
import { toNodeHandler } from "react-kling-video/server";
import { handler } from "./handler.mjs";
import { sayWhere } from "./sayWhere.mjs";

const app = express();

app.all("/api/fal/proxy", toNodeHandler(handler));

app.all("/parsed/api/fal/proxy", express.json(), toNodeHandler(handler));

// Nothing comes here once the proxy has answered.
app.use((_request, _response, next) => {
  console.error("The proxy has called what stands after it.");
  next();
});

app.listen(0, "127.0.0.1", sayWhere);
