import { expect, test } from "vitest";
import { validateFrameUrl } from "../../src/model/frame.js";

const codeOf = (url: string) => validateFrameUrl(url)?.code ?? null;

test.each([
  "javascript:alert(1)",
  "JavaScript://host.example/%0aalert(1)",
  "data:image/png;base64,AAAA",
  "blob:https://host.example/1",
  "file:///etc/passwd",
  "ftp://host.example/a.jpg",
  "//host.example/a.jpg",
  "/a.jpg",
  "host.example/a.jpg",
  "http://host.example/a.jpg",
  "view-source:https://host.example/a.jpg",
  "not a url",
  "",
])("U14: %o is no address of a picture", (url) => {
  expect(codeOf(url)).toBe("frame-url");
});

test.each([
  "https:host.example/a.jpg",
  "https:/host.example/a.jpg",
  "https:///host.example/a.jpg",
  "https:\\\\host.example\\a.jpg",
  "https://host.example\\@10.0.0.1/a.jpg",
  "https://host.example\n.evil.example/a.jpg",
  "ht\ntps://host.example/a.jpg",
  " https://host.example/a.jpg",
  "https://",
  "https://host.example:99999/a.jpg",
  "https://[::1%25eth0]/a.jpg",
])("U14: %o is read differently by different programs, or by none", (url) => {
  expect(codeOf(url)).toBe("frame-url");
});

test.each([
  "http://169.254.169.254/latest",
  "http://[::1]/a.jpg",
  "http://10.0.0.1/a.jpg",
  "http://localhost/a.jpg",
  "http://user:pw@host.example/a.jpg",
])("U15: %s is not even https", (url) => {
  expect(codeOf(url)).toBe("frame-url");
});

test.each([
  "https://169.254.169.254/latest/meta-data",
  "https://10.1.2.3/a.jpg",
  "https://172.16.0.1/a.jpg",
  "https://172.31.255.255/a.jpg",
  "https://192.168.1.1/a.jpg",
  "https://100.64.0.1/a.jpg",
  "https://127.0.0.1/a.jpg",
  "https://127.255.255.254/a.jpg",
  "https://0.0.0.0/a.jpg",
  "https://100.127.255.255/a.jpg",
  "https://192.0.0.1/a.jpg",
  "https://192.0.2.1/a.jpg",
  "https://198.19.255.255/a.jpg",
  "https://198.51.100.1/a.jpg",
  "https://198.18.0.1/a.jpg",
  "https://203.0.113.1/a.jpg",
  "https://224.0.0.1/a.jpg",
  "https://255.255.255.255/a.jpg",
])("U15: %s is a number inside a private network", (url) => {
  expect(codeOf(url)).toBe("frame-url-private");
});

test.each([
  ["decimal", "https://2130706433/a.jpg"],
  ["decimal", "https://2852039166/a.jpg"],
  ["octal", "https://0177.0.0.1/a.jpg"],
  ["octal", "https://012.0.0.1/a.jpg"],
  ["hexadecimal", "https://0x7f.1/a.jpg"],
  ["hexadecimal", "https://0xA9FEA9FE/a.jpg"],
  ["short", "https://127.1/a.jpg"],
  ["short", "https://0/a.jpg"],
  ["wide", "https://１０.0.0.1/a.jpg"],
  ["percent", "https://%31%30.0.0.1/a.jpg"],
])("U15: a private number written in %s: %s", (_, url) => {
  expect(codeOf(url)).toBe("frame-url-private");
});

test.each([
  "https://[::]/a.jpg",
  "https://[::1]/a.jpg",
  "https://[::ffff:10.0.0.1]/a.jpg",
  "https://[::ffff:a9fe:a9fe]/a.jpg",
  "https://[::127.0.0.1]/a.jpg",
  "https://[64:ff9b::10.0.0.1]/a.jpg",
  "https://[fc00::1]/a.jpg",
  "https://[fd00:ec2::254]/a.jpg",
  "https://[fe80::1]/a.jpg",
  "https://[ff02::1]/a.jpg",
  "https://[2001::1]/a.jpg",
  "https://[2001:2::1]/a.jpg",
  "https://[2001:20::1]/a.jpg",
  "https://[2001:db8::1]/a.jpg",
  "https://[2002:a00:1::]/a.jpg",
  "https://[3fff::1]/a.jpg",
  "https://[3fff:fff::1]/a.jpg",
])("U15: %s is an IPv6 address that is not public", (url) => {
  expect(codeOf(url)).toBe("frame-url-private");
});

test.each([
  "https://localhost/a.jpg",
  "https://LOCALHOST/a.jpg",
  "https://localhost./a.jpg",
  "https://localhost../a.jpg",
  "https://pictures.localhost/a.jpg",
  "https://intranet/a.jpg",
  "https://db.internal/a.jpg",
  "https://db.internal./a.jpg",
  "https://metadata.google.internal/a.jpg",
  "https://printer.local/a.jpg",
  "https://nas.lan/a.jpg",
  "https://router.home.arpa/a.jpg",
  "https://10.0.0.1./a.jpg",
  "https://localhost:8443/a.jpg",
])("U15: %s is a name inside a private network", (url) => {
  expect(codeOf(url)).toBe("frame-url-private");
});

test.each([
  "https://user:pw@host.example/a.jpg",
  "https://user@host.example/a.jpg",
  "https://:pw@host.example/a.jpg",
  "https://host.example@10.0.0.1/a.jpg",
])("U15: %s tells a name or a password", (url) => {
  expect(codeOf(url)).toBe("frame-url-credentials");
});

test.each([
  "https://pictures.example/sea.jpg?sig=1&next=http://10.0.0.1/#x",
  "HTTPS://Pictures.Example/sea.jpg",
  "https://pictures.example:8443/sea.jpg",
  "https://pictures.example./sea.jpg",
  "https://pictures.example/my sea.jpg",
  "https://internal.example/a.jpg",
  "https://localhost.example/a.jpg",
  "https://10.0.0.1.example/a.jpg",
  "https://bücher.example/a.jpg",
  "https://8.8.8.8/a.jpg",
  "https://1.1.1.1/a.jpg",
  "https://11.0.0.1/a.jpg",
  "https://126.0.0.1/a.jpg",
  "https://128.0.0.1/a.jpg",
  "https://172.15.0.1/a.jpg",
  "https://172.32.0.1/a.jpg",
  "https://100.63.255.255/a.jpg",
  "https://100.128.0.1/a.jpg",
  "https://169.253.0.1/a.jpg",
  "https://170.254.0.1/a.jpg",
  "https://192.0.1.1/a.jpg",
  "https://192.0.3.1/a.jpg",
  "https://192.1.0.1/a.jpg",
  "https://192.1.2.1/a.jpg",
  "https://192.167.0.1/a.jpg",
  "https://193.168.0.1/a.jpg",
  "https://198.17.0.1/a.jpg",
  "https://198.20.0.1/a.jpg",
  "https://198.51.99.1/a.jpg",
  "https://198.52.100.1/a.jpg",
  "https://203.0.112.1/a.jpg",
  "https://203.1.113.1/a.jpg",
  "https://204.0.113.1/a.jpg",
  "https://223.255.255.254/a.jpg",
  "https://[2606:4700::1111]/a.jpg",
  "https://[2001:4860:4860::8888]/a.jpg",
  "https://[3fff:1000::1]/a.jpg",
])("%s is public", (url) => {
  expect(codeOf(url)).toBeNull();
});

test("a refused end frame is told as such, and nothing was charged", () => {
  expect(validateFrameUrl("ftp://host.example", "tail_image_url")).toMatchObject({
    field: "tail_image_url",
    charged: "no",
  });
});
