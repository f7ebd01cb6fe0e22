import { toNodeHandler } from "react-kling-video/server";
import { handler } from "../../../../handler.mjs";

export default toNodeHandler(handler);
