import { toNodeHandler } from "react-kling-video/server";
import { handler } from "../../../../handler.mjs";

export const config = { api: { bodyParser: false } };

export default toNodeHandler(handler);
