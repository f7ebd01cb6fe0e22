import { handler } from "../../../../../handler.mjs";

export { handler as GET, handler as POST, handler as PUT, handler as OPTIONS };
