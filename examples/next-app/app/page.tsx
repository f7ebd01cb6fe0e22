import { readUser } from "../lib/session";
import { signIn } from "./signIn";
import { Studio } from "./Studio";

interface PageProps {
  searchParams: Promise<{ refused?: string }>;
}

export default async function Page({ searchParams }: PageProps) {
  const user = await readUser();
  const { refused } = await searchParams;
  return (
    <main className="page">
      <h1>Moving postcards</h1>
      {user ? <Studio userId={user.userId} /> : <SignIn isRefused={refused !== undefined} />}
    </main>
  );
}

function SignIn({ isRefused }: { isRefused: boolean }) {
  return (
    <form action={signIn}>
      <label>
        Invitation code <input name="code" type="password" required />
      </label>
      <button type="submit">Sign in</button>
      {isRefused && <p role="alert">That is not the code.</p>}
    </form>
  );
}
